/** Finds the embedded Postgres of a service that runs already: for commands beside it. */

import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { readSocketDirectory } from './processes.js'
import { answers, connectionUrl } from './socket.js'

/** The address of the Postgres that serves this data directory; undefined when none answers. */
export async function findRunningPostgres(dataDir: string): Promise<string | undefined> {
  try {
    const socketDir = readSocketDirectory(path.join(await realpath(dataDir), 'postgres'))
    return socketDir !== undefined && (await answers(socketDir)) ? connectionUrl(socketDir) : undefined
  } catch {
    // No directory, or a server that lets nobody in: none that we could use.
    return undefined
  }
}
