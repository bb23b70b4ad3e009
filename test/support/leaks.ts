/** Addresses that must show up nowhere, the forms in which they could, and a search for all of them at once. */

import { createHash, randomBytes } from 'node:crypto'

export interface Canary {
  address: string
  local: string
  domain: string
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'
const ALGORITHMS = ['md5', 'sha1', 'sha256'] as const

function base32(length: number): string {
  return [...randomBytes(length)].map((byte) => BASE32[byte % BASE32.length]).join('')
}

/** A fresh address. Each of its halves is random, so that half a leak shows too. */
export function createCanary(): Canary {
  const local = `Cn-${base32(25)}Z`
  const domain = `${base32(14)}.leak.example`
  return { address: `${local}@${domain}`, local, domain }
}

interface Needle {
  name: string
  bytes: Buffer
}

/** A search for every form of every canary; returns what it found, such as `local part as base64 of cn-…`. */
export function createLeakSearch(canaries: readonly Canary[]): (haystack: Buffer | string) => string[] {
  const needles = canaries.map(listNeedles)
  const findExactly = compile(needles.flatMap(({ exact }) => exact))
  const findFolded = compile(
    needles.flatMap(({ folded }) => folded.map(({ name, bytes }) => ({ name, bytes: toLowerCase(bytes) }))),
  )
  return (haystack) => {
    const bytes = typeof haystack === 'string' ? Buffer.from(haystack) : haystack
    return [...findExactly(bytes), ...findFolded(toLowerCase(bytes))]
  }
}

/** `folded` is found in upper and lower case. The whole address is found by its halves, whatever became of the @. */
function listNeedles({ address, local, domain }: Canary): { exact: Needle[]; folded: Needle[] } {
  const exact: Needle[] = []
  const folded: Needle[] = []
  const label = domain.split('.')[0] ?? ''
  for (const [part, name] of [
    [local, 'local part'],
    [label, 'domain'],
  ] as const) {
    const add = (list: Needle[], form: string, bytes: Buffer): void => {
      list.push({ name: `${name} as ${form} of ${address}`, bytes })
    }
    add(folded, 'text', Buffer.from(part))
    add(folded, 'reversed text', Buffer.from([...part].reverse().join('')))
    for (const spelling of new Set([part, part.toLowerCase()])) {
      add(folded, 'hex', Buffer.from(Buffer.from(spelling).toString('hex')))
      add(exact, 'UTF-16', Buffer.from(spelling, 'utf16le'))
      for (const form of alignedBase64(spelling)) add(exact, 'base64', Buffer.from(form))
    }
  }
  for (const [part, name] of [
    [address, 'address'],
    [local, 'local part'],
    [domain, 'domain'],
  ] as const) {
    for (const spelling of new Set([part, part.toLowerCase(), ` ${part} `, ` ${part.toLowerCase()} `])) {
      for (const algorithm of ALGORITHMS) {
        const digest = createHash(algorithm).update(spelling).digest()
        const add = (list: Needle[], form: string, bytes: Buffer): void => {
          list.push({ name: `${name} as ${algorithm} ${form} of ${address}`, bytes })
        }
        add(folded, 'hex', Buffer.from(digest.toString('hex')))
        add(exact, 'base64', Buffer.from(digest.toString('base64').replaceAll('=', '')))
        add(exact, 'base64url', Buffer.from(digest.toString('base64url')))
        add(exact, 'bytes', digest)
      }
    }
  }
  return { exact, folded }
}

/** The letters that stand for a text within any longer base64 text, whichever byte of three it begins at. */
function alignedBase64(text: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)])
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3))
    const inner = whole.toString('base64').slice(offset === 0 ? 0 : 4)
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

function toLowerCase(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1')
}

const START_BYTES = 3

/** One pass over the bytes, however many needles there are: their first three bytes say where to look closer. */
function compile(needles: readonly Needle[]): (haystack: Buffer) => string[] {
  const starts = new Uint8Array(1 << (8 * START_BYTES))
  const byStart = new Map<number, Needle[]>()
  for (const needle of needles) {
    const start = needle.bytes.readUIntBE(0, START_BYTES)
    starts[start] = 1
    byStart.set(start, [...(byStart.get(start) ?? []), needle])
  }
  return (haystack) => {
    const found = new Set<string>()
    let start = 0
    for (let at = 0; at < haystack.length; at += 1) {
      start = ((start << 8) | (haystack[at] ?? 0)) & 0xff_ff_ff
      if (starts[start] === 0) continue
      const from = at - START_BYTES + 1
      for (const { name, bytes } of byStart.get(start) ?? []) {
        if (haystack.subarray(Math.max(from, 0), from + bytes.length).equals(bytes)) found.add(name)
      }
    }
    return [...found]
  }
}
