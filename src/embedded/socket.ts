/** The Unix socket that Postgres listens on, and nothing else: where it lies, and when it answers. */

import { createHash } from 'node:crypto'
import { chown, lstat, mkdir } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Owner } from './account.js'
import { DATABASE, ROLE } from './cluster.js'
import { EmbeddedPostgresError } from './error.js'
import { MAX_SOCKET_PATH_BYTES, READY_ANSWER_MS } from './limits.js'

/** Part of the socket's file name only: there is no network port. */
const PORT = 5432
const PROTOCOL_VERSION = 196_608
const CANNOT_CONNECT_NOW = '57P03'
/** Full of others who were let in: as good an answer as being let in. */
const TOO_MANY_CONNECTIONS = '53300'

export function socketPath(socketDir: string): string {
  return path.join(socketDir, `.s.PGSQL.${PORT}`)
}

/** Everything is said in the URL, so that no PG… variable of the environment can lead a client elsewhere. */
export function connectionUrl(socketDir: string): string {
  const where = `host=${encodeURIComponent(socketDir)}&port=${PORT}&sslmode=disable`
  return `postgres://${ROLE}@localhost/${DATABASE}?${where}`
}

/** Beside the data where the path is short enough for a socket, otherwise in the system's temporary folder. */
export async function ensureSocketDirectory(dataDir: string, owner: Owner | undefined) {
  const near = path.join(dataDir, 'socket')
  const directory = fits(near) ? near : temporaryDirectory(dataDir)
  await mkdir(directory, { mode: 0o700 }).catch((err: NodeJS.ErrnoException) => {
    if (err.code !== 'EEXIST') throw err
  })

  // The temporary folder is everybody's: what waits there under our name may be somebody else's trap.
  const found = await lstat(directory)
  const trusted = [process.getuid?.(), owner?.uid].includes(found.uid)
  if (!found.isDirectory() || !trusted || (found.mode & 0o077) !== 0) {
    const message = `${directory} should be a private directory of this account: remove it, or choose a shorter DATA_DIR`
    throw new EmbeddedPostgresError('unsupported', message)
  }
  if (owner !== undefined) await chown(directory, owner.uid, owner.gid)
  return { directory, isTemporary: directory !== near }
}

function temporaryDirectory(dataDir: string): string {
  const name = `causerie-${process.getuid?.()}-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`
  const preferred = path.join(tmpdir(), name)
  return fits(preferred) ? preferred : path.join('/tmp', name)
}

function fits(socketDir: string): boolean {
  return Buffer.byteLength(socketPath(socketDir)) <= MAX_SOCKET_PATH_BYTES
}

/** Logs in like any client and leaves again: the only proof that the next one can. */
export function answers(socketDir: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(socketPath(socketDir))
    let received = Buffer.alloc(0)
    socket.setTimeout(READY_ANSWER_MS, () => socket.destroy())
    // Not there yet, or not yet willing: the same answer as a refusal.
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(false))
    socket.on('connect', () => socket.write(startupMessage()))
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      const reply = readReply(received)
      if (reply === undefined) return
      if (reply === 'ready' || reply === TOO_MANY_CONNECTIONS) resolve(true)
      else if (reply !== CANNOT_CONNECT_NOW) {
        reject(new EmbeddedPostgresError('failed', `the embedded Postgres refuses connections (SQLSTATE ${reply})`))
      }
      socket.end(Buffer.from([0x58, 0, 0, 0, 4]))
    })
  })
}

function startupMessage(): Buffer {
  const parameters = Buffer.from(['user', ROLE, 'database', DATABASE, '', ''].join('\0'))
  const head = Buffer.alloc(8)
  head.writeInt32BE(head.length + parameters.length, 0)
  head.writeInt32BE(PROTOCOL_VERSION, 4)
  return Buffer.concat([head, parameters])
}

/** `ready`, the SQLSTATE of an error, or undefined while the decisive message is still on its way. */
function readReply(received: Buffer): string | undefined {
  for (let at = 0; at + 5 <= received.length; ) {
    const end = at + 1 + received.readInt32BE(at + 1)
    if (end > received.length) return undefined
    const type = String.fromCharCode(received[at] ?? 0)
    if (type === 'Z') return 'ready'
    if (type === 'E') return /(?:^|\0)C([0-9A-Z]{5})\0/.exec(received.toString('latin1', at + 5, end))?.[1] ?? 'unknown'
    at = end
  }
  return undefined
}
