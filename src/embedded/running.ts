/** Finds the embedded Postgres of a service that runs already: for commands beside it. */

import { realpath } from 'node:fs/promises'
import { answers, connectionUrl, ensureSocketDirectory } from './socket.js'

/** The address of the Postgres that serves this data directory; undefined when none answers. */
export async function findRunningPostgres(dataDir: string): Promise<string | undefined> {
  try {
    const { directory } = await ensureSocketDirectory(await realpath(dataDir), undefined)
    return (await answers(directory)) ? connectionUrl(directory) : undefined
  } catch {
    // No directory, no socket, not ours: none that we could use.
    return undefined
  }
}
