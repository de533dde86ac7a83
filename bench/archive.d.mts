/** A size of file: about 15, 75 and 630 KB of XML. */
export type Size = 'small' | 'medium' | 'large'
/** The path and the bytes of one made-up .docx, and its `document.xml`; the same for the same number and seed. */
export function makeFile(number: number, size?: Size, seed?: number): { path: string; xml: string; bytes: Uint8Array }
