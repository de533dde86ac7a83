/** Samples in formats that nobody keeps as a sample: what Office writes as one XML file, .xlsb, and Excel 5.0. */
import { unzipSync } from 'fflate'
import * as XLSX from 'xlsx'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const utf8 = (xml: string) => new TextEncoder().encode(xml)

/** A .docx as a flat package: every part in one XML file. */
export function flatPackage(docx: Uint8Array): Uint8Array {
  const parts = Object.entries(unzipSync(docx))
    .filter(([name]) => /\.(?:xml|rels)$/.test(name))
    .map(
      ([name, data]) =>
        `<pkg:part pkg:name="/${name}"><pkg:xmlData>${text(data).replace(/^[^<]*<\?xml[^>]*>/, '')}</pkg:xmlData></pkg:part>`,
    )
  return utf8(
    `<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">${parts.join('')}</pkg:package>`,
  )
}

/** The running text of a .docx as Word 2003 XML. */
export function word2003(docx: Uint8Array): Uint8Array {
  const body = /<w:body>[\s\S]*<\/w:body>/.exec(text(unzipSync(docx)['word/document.xml']!))![0]
  return utf8(
    `<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint">${body.replaceAll('w:vMerge', 'w:vmerge')}</w:wordDocument>`,
  )
}

/** A workbook in another format of Excel's. */
export function excelAs(bookType: 'xlml' | 'xlsb' | 'biff5', xlsx: Uint8Array): Uint8Array {
  return new Uint8Array(XLSX.write(XLSX.read(xlsx, { cellStyles: true, cellNF: true }), { type: 'array', bookType }))
}
