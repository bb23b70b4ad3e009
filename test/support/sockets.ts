/** Requests byte by byte over a socket: what no well-behaved client can be made to send. */

import { connect } from 'node:net'

export interface RawAnswer {
  /** 0 when the connection was closed without an answer. */
  status: number
  headers: Record<string, string>
  bytes: Buffer
  body: string
  elapsedMs: number
}

/** Sends lines as the head of a request, then `body` as it is, and reads until the other side closes. */
export function sendRaw(url: string, lines: readonly string[], body: string | Buffer = ''): Promise<RawAnswer> {
  return sendBytes(url, Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]))
}

/** Sends bytes and reads until the other side closes; rejects when it neither closes nor answers in time. */
export function sendBytes(url: string, bytes: Buffer, timeoutMs = 5_000): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes))
    const chunks: Buffer[] = []
    const timer = setTimeout(() => {
      socket.destroy()
      reject(
        new Error(`neither closed nor answered within ${timeoutMs} ms: ${bytes.subarray(0, 100).toString('latin1')}`),
      )
    }, timeoutMs)
    socket.on('data', (chunk) => chunks.push(chunk))
    // A reset after the answer is one way to close.
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(timer)
      resolve({ ...parseAnswer(Buffer.concat(chunks)), elapsedMs: performance.now() - startedAt })
    })
  })
}

function parseAnswer(all: Buffer): Omit<RawAnswer, 'elapsedMs'> {
  const end = all.indexOf('\r\n\r\n')
  const [first = '', ...lines] = all.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const rest = all.subarray(end + 4)
  const bytes = headers['transfer-encoding'] === 'chunked' ? unchunk(rest) : rest
  return { status: Number(first.split(' ')[1] ?? 0), headers, bytes, body: bytes.toString('utf8') }
}

function unchunk(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16)
    if (!(size > 0)) break
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 2 + size + 2
  }
  return Buffer.concat(parts)
}
