/** Files made from good ones by changing them at random: bytes, or what is inside of their zip. */
import { strFromU8, unzipSync, zipSync } from 'fflate'

const pick = (dice, list) => list[Math.floor(dice() * list.length)]
const spot = (dice, bytes) => Math.floor(dice() * bytes.length)

/** Changes of bytes; each takes and gives a copy. */
const OF_BYTES = [
  (bytes, dice) => {
    for (let n = 1 + Math.floor(dice() * 20); n > 0; n--) bytes[spot(dice, bytes)] = Math.floor(dice() * 256)
    return bytes
  },
  (bytes, dice) => bytes.subarray(0, spot(dice, bytes)),
  (bytes, dice) => {
    const [from, to] = [spot(dice, bytes), spot(dice, bytes)]
    return Buffer.concat([bytes.subarray(0, Math.max(from, to)), bytes.subarray(Math.min(from, to))])
  },
  (bytes, dice) => {
    const at = spot(dice, bytes)
    return bytes.fill(pick(dice, [0, 255, 32]), at, Math.min(bytes.length, at + Math.floor(dice() * 200)))
  },
  (bytes, dice) => {
    const at = Math.max(0, spot(dice, bytes) - 4)
    if (bytes.length >= 4) bytes.writeUInt32LE(pick(dice, [0, 1, 0x7fffffff, 0xffffffff, 0x10000]), Math.min(at, Math.max(0, bytes.length - 4)))
    return bytes
  },
]

const HUGE = ['0', '-1', '999999999', '2147483648', '1e308', 'NaN', '']
/** Changes of XML or HTML as text. */
const OF_TEXT = [
  (text, dice) => text.replace(new RegExp(`"\\d+"(?=(?:[^"]*"[^"]*"){${Math.floor(dice() * 9)}})`), `"${pick(dice, HUGE)}"`),
  (text, dice) => {
    const tags = [...text.matchAll(/<[^>]*>/g)]
    const one = tags.length > 0 ? pick(dice, tags) : null
    return one ? text.slice(0, one.index) + pick(dice, ['', one[0] + one[0], '<w:tbl>', '</w:tc>', '&#0;', ']]>']) + text.slice(one.index + one[0].length) : text
  },
  (text, dice) => {
    const [from, length, to] = [Math.floor(dice() * text.length), Math.floor(dice() * 3000), Math.floor(dice() * text.length)]
    return text.slice(0, to) + text.slice(from, from + length) + text.slice(to)
  },
  (text, dice) => text.slice(0, Math.floor(dice() * text.length)),
  (text, dice) => {
    const at = Math.floor(dice() * text.length)
    return text.slice(0, at) + pick(dice, ['\u0000', '\ud800', '\u202e', '\u001b[2J', '=cmd|1', '__proto__', '９９９９亿亿', '≥≤', '\uffff']) + text.slice(at)
  },
]

function mutateZip(bytes, dice) {
  const files = unzipSync(bytes)
  const names = Object.keys(files).filter((name) => /\.(xml|rels)$/.test(name))
  const name = pick(dice, names)
  if (name === undefined) return bytes
  const text = pick(dice, OF_TEXT)(strFromU8(files[name]), dice)
  return Buffer.from(zipSync({ ...files, [name]: Buffer.from(text) }, { level: 1 }))
}

/** A changed copy of a file. */
export function mutate(original, dice) {
  let bytes = Buffer.from(original)
  const inside = bytes[0] === 0x50 && bytes[1] === 0x4b && dice() < 0.6
  for (let n = 1 + Math.floor(dice() * 3); n > 0; n--) {
    if (bytes.length === 0) break
    if (!inside) bytes = Buffer.from(pick(dice, OF_BYTES)(bytes, dice))
    else bytes = mutateZip(bytes, dice)
  }
  return bytes
}
