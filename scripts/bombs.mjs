/** Files that are made to exhaust whoever reads them: small ones that become large, deep or endless. */
import { deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'

const docx = (xml, more = {}) =>
  zipSync({ '[Content_Types].xml': strToU8(TYPES), '_rels/.rels': strToU8(RELATIONS), 'word/document.xml': typeof xml === 'string' ? strToU8(xml) : xml, ...more }, { level: 9 })
const body = (inner, prolog = '') => `<?xml version="1.0"?>${prolog}<w:document ${W}><w:body>${inner}</w:body></w:document>`
const cellOf = (properties, text = 'a') => `<w:tc><w:tcPr>${properties}</w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`
const table = (rows) => `<w:tbl>${rows}</w:tbl>`

const LAUGHS = `<!DOCTYPE x [<!ENTITY a "ha">${'bcdefghijk'.split('').map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghij'[at]};`.repeat(10)}">`).join('')}]>`

function xlsx(sheet, strings = '') {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const parts = {
    '[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/>${strings === '' ? '' : `<Relationship Id="r2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/>`}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${main}">${sheet}</worksheet>`,
    ...(strings === '' ? {} : { 'xl/sharedStrings.xml': `<?xml version="1.0"?><sst xmlns="${main}">${strings}</sst>` }),
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), { level: 9 })
}

/** A zip with one entry that says it has `declared` bytes and has more. */
function lyingZip(name, content, declared) {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30 + name.length)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(declared, 22)
  local.writeUInt16LE(name.length, 26)
  local.write(name, 30, 'latin1')
  const central = Buffer.alloc(46 + name.length)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(declared, 24)
  central.writeUInt16LE(name.length, 28)
  central.write(name, 46, 'latin1')
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length + packed.length, 16)
  return Buffer.concat([local, packed, central, end])
}

/** A zip in a zip in a zip. */
function nested(depth) {
  let bytes = Buffer.from('a')
  for (let n = 0; n < depth; n++) bytes = Buffer.from(zipSync({ [`${n}.zip`]: bytes }))
  return bytes
}

/** Names and makers: each file is made when it is asked for. */
export const BOMBS = {
  'zeros.docx': () => docx(new Uint8Array(600 * 2 ** 20)),
  'lying-size.docx': () => lyingZip('word/document.xml', Buffer.alloc(300 * 2 ** 20), 100),
  'billion-laughs.docx': () => docx(body('<w:p><w:r><w:t>&k;</w:t></w:r></w:p>', LAUGHS)),
  'external-entity.docx': () => docx(body('<w:p><w:r><w:t>&x;</w:t></w:r></w:p>', '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
  'paragraphs.docx': () => docx(body('<w:p/>'.repeat(3_000_000))),
  'nesting.docx': () => docx(body(`${'<w:sdt><w:sdtContent>'.repeat(200_000)}<w:p/>`)),
  'nested-tables.docx': () => docx(body(`${'<w:tbl><w:tr><w:tc>'.repeat(30_000)}<w:p/>${'</w:tc></w:tr></w:tbl>'.repeat(30_000)}`)),
  'wide-spans.docx': () => docx(body(table(`<w:tr>${cellOf('<w:gridSpan w:val="999999999"/>').repeat(50)}</w:tr>`.repeat(50)))),
  'grid-before.docx': () => docx(body(table(`<w:tr><w:trPr><w:gridBefore w:val="2000000000"/></w:trPr>${cellOf('')}</w:tr>`))),
  'long-text.docx': () => docx(body(`<w:p><w:r><w:t>${'一'.repeat(60_000_000)}</w:t></w:r></w:p>`)),
  'attributes.docx': () => docx(body(`<w:p ${Array.from({ length: 300_000 }, (_, at) => `a${at}="${at}"`).join(' ')}/>`)),
  'entries.docx': () => zipSync(Object.fromEntries(Array.from({ length: 60_000 }, (_, at) => [`${at}.xml`, new Uint8Array(0)]))),
  'merges.xlsx': () => xlsx(`<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row></sheetData><mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(200)}</mergeCells>`),
  'far-cell.xlsx': () => xlsx('<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
  'cells.xlsx': () => xlsx(`<sheetData>${Array.from({ length: 30_000 }, (_, at) => `<row r="${at + 1}">${'<c><v>1</v></c>'.repeat(60)}</row>`).join('')}</sheetData>`),
  'strings.xlsx': () => xlsx(`<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>`, `<si><t>${'x'.repeat(400_000_000)}</t></si>`),
  'deep.html': () => Buffer.from(`<table><tr><td>${'<div>'.repeat(1_000_000)}a`),
  'spans.html': () => Buffer.from(`<table>${`<tr>${'<td rowspan=65534 colspan=1000>a'.repeat(200)}</tr>`.repeat(200)}</table>`),
  'tables.html': () => Buffer.from('<table><tr><td>'.repeat(100_000)),
  'line.csv': () => Buffer.alloc(80_000_000, 'a,'),
  'braces.rtf': () => Buffer.from(`{\\rtf1 ${'{\\b '.repeat(2_000_000)}`),
  'nested.zip': () => nested(60),
  'many-members.zip': () => zipSync(Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`${at}.docx`, strToU8('PK')]))),
  '__proto__.docx': () => docx(body('<w:p><w:r><w:t>__proto__</w:t></w:r></w:p>'), { ['__proto__']: strToU8('a'), 'constructor/prototype': strToU8('a') }),
  'traversal.zip': () => zipSync({ '../../../tmp/guibiao-traversal.docx': docx(body('<w:p/>')), '/etc/guibiao.docx': docx(body('<w:p/>')), 'C:\\guibiao.docx': docx(body('<w:p/>')) }),
}
