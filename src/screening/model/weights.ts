/** The weight file: what it holds and how it is read. Reading the bytes from disk is the caller's work. */

import { BUCKET_BITS, BUCKETS, CHANNELS, FEATURES_VERSION } from '../text/hash-space.js'

export const TASKS = ['spam', 'toxicity'] as const
export type Task = (typeof TASKS)[number]

/** One scorer: channel sums times their scale, added to the bias, give log odds; slope and offset calibrate them. */
export interface Head {
  bias: number
  /** One for each channel. */
  scales: Float32Array
  slope: number
  offset: number
  /** Largest weight; a stored q in -127 … 127 stands for sign(q) · (q / 127)² · largest. */
  largest: number
}

export interface Model {
  /** Changes with every training; goes with every verdict. */
  version: string
  heads: Record<Task, Head>
  /** Weight of bucket b: spam at 2b, toxicity at 2b + 1. */
  table: Int8Array
  /** What a stored q stands for, at q + 128: spam first, then toxicity from 256 on. */
  decoded: Float32Array
}

const MAGIC = 0x31574343
const HEADER_BYTES = 32
const HEAD_BYTES = 4 * (4 + CHANNELS.length)
const VERSION_BYTES = 16

/** Reads a weight file. Throws a RangeError when the bytes are no weight file or belong to other features. */
export function parseWeights(bytes: Uint8Array): Model {
  const size = HEADER_BYTES + 2 * HEAD_BYTES + 2 * BUCKETS
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength !== size || view.getUint32(0, true) !== MAGIC) throw new RangeError('not a weight file')
  if (view.getUint16(4, true) !== FEATURES_VERSION || view.getUint16(6, true) !== BUCKET_BITS) {
    throw new RangeError('the weight file was made for other features')
  }
  const version = String.fromCharCode(...bytes.subarray(8, 8 + VERSION_BYTES)).replaceAll('\0', '')
  const heads = { spam: readHead(view, HEADER_BYTES), toxicity: readHead(view, HEADER_BYTES + HEAD_BYTES) }
  const from = bytes.byteOffset + HEADER_BYTES + 2 * HEAD_BYTES
  const table = new Int8Array(bytes.buffer.slice(from, from + 2 * BUCKETS))
  const decoded = new Float32Array(512)
  TASKS.forEach((task, place) => {
    for (let q = -127; q < 128; q++)
      decoded[place * 256 + q + 128] = Math.sign(q) * (q / 127) ** 2 * heads[task].largest
  })
  return { version, heads, table, decoded }
}

/** The bytes of a weight file from full-precision weights, one array of `BUCKETS` numbers for each task. */
export function packWeights(parts: {
  version: string
  heads: Record<Task, Omit<Head, 'largest'>>
  weights: Record<Task, Float32Array>
}): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + 2 * HEAD_BYTES + 2 * BUCKETS)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint16(4, FEATURES_VERSION, true)
  view.setUint16(6, BUCKET_BITS, true)
  for (let i = 0; i < Math.min(VERSION_BYTES, parts.version.length); i++) bytes[8 + i] = parts.version.charCodeAt(i)
  TASKS.forEach((task, place) => {
    const weights = parts.weights[task]
    const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9)
    writeHead(view, HEADER_BYTES + place * HEAD_BYTES, { ...parts.heads[task], largest })
    const from = HEADER_BYTES + 2 * HEAD_BYTES + place
    for (let b = 0; b < BUCKETS; b++) {
      const weight = weights[b] ?? 0
      view.setInt8(from + 2 * b, Math.round(Math.sign(weight) * Math.sqrt(Math.abs(weight) / largest) * 127))
    }
  })
  return bytes
}

function readHead(view: DataView, at: number): Head {
  const number = (place: number): number => view.getFloat32(at + 4 * place, true)
  return {
    bias: number(0),
    slope: number(1),
    offset: number(2),
    largest: number(3),
    scales: Float32Array.from(CHANNELS, (_, channel) => number(4 + channel)),
  }
}

function writeHead(view: DataView, at: number, head: Head): void {
  ;[head.bias, head.slope, head.offset, head.largest, ...head.scales].forEach((value, place) => {
    view.setFloat32(at + 4 * place, value, true)
  })
}
