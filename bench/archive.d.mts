/** A size of file: about 15, 75 and 630 KB of XML. */
export type Size = 'small' | 'medium' | 'large'
export function makeFile(number: number, size?: Size, seed?: number): { path: string; xml: string; bytes: Uint8Array }
