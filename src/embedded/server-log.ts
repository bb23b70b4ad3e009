/** Postgres' own log: a file of limited size that holds no statement, no value and no row. */

import { closeSync, fchownSync, openSync } from 'node:fs'
import { copyFile, open, rename, stat, truncate } from 'node:fs/promises'
import type { Owner } from './account.js'
import { LOG_CHECK_MS, LOG_EXCERPT_CHARS, MAX_LOG_BYTES } from './limits.js'

/**
 * The text of an ERROR may quote the value that caused it, so the log begins at LOG, which ranks above; DETAIL,
 * CONTEXT and the statement, where values stand too, are left out of what remains.
 */
export const LOG_SETTINGS = [
  'log_destination=stderr',
  'logging_collector=off',
  'log_min_messages=log',
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
  'log_statement=none',
  'log_min_duration_statement=-1',
  'log_min_duration_sample=-1',
  'log_transaction_sample_rate=0',
  'log_autovacuum_min_duration=-1',
  'log_checkpoints=off',
  'log_timezone=UTC',
]

export interface ServerLog {
  /** Appending survives both a truncation and the end of this process. */
  withDescriptor<T>(use: (descriptor: number) => T): T
  /** The end of what was written since the last time, on one line. */
  excerpt(): Promise<string>
  close(): void
}

export async function openServerLog(file: string, owner: Owner | undefined): Promise<ServerLog> {
  if ((await size(file)) > MAX_LOG_BYTES) await rename(file, `${file}.1`)
  const timer = setInterval(() => {
    // A log that cannot be shortened now is shortened later; Postgres goes on either way.
    shorten(file).catch(() => undefined)
  }, LOG_CHECK_MS).unref()
  let from = await size(file)

  return {
    withDescriptor(use) {
      const descriptor = openSync(file, 'a', 0o600)
      try {
        if (owner !== undefined) fchownSync(descriptor, owner.uid, owner.gid)
        return use(descriptor)
      } finally {
        closeSync(descriptor)
      }
    },
    async excerpt() {
      const handle = await open(file)
      try {
        const end = (await handle.stat()).size
        const start = Math.max(from, end - LOG_EXCERPT_CHARS)
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.max(end - start, 0)), { position: start })
        from = end
        return buffer.toString('utf8', 0, bytesRead).trim().replaceAll('\n', ' | ')
      } finally {
        await handle.close()
      }
    },
    close: () => clearInterval(timer),
  }
}

async function shorten(file: string): Promise<void> {
  if ((await size(file)) <= MAX_LOG_BYTES) return
  await copyFile(file, `${file}.1`)
  await truncate(file)
}

async function size(file: string): Promise<number> {
  return stat(file).then(
    (found) => found.size,
    () => 0,
  )
}
