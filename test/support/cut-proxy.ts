/** A line between a service and one of its stores that can be cut and mended. */

import type { AddressInfo } from 'node:net'
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net'
import type { Test } from 'tap'

export interface CutProxy {
  port: number
  /** Ends every connection and takes no new one. */
  cut: () => void
  mend: () => void
}

export async function startCutProxy(t: Test, target: NetConnectOpts): Promise<CutProxy> {
  const sockets = new Set<Socket>()
  let isCut = false

  const server = createServer((client) => {
    if (isCut) {
      client.destroy()
      return
    }
    const upstream = connect(target)
    const ends = [client, upstream]
    for (const end of ends) {
      sockets.add(end)
      end.on('error', () => {})
      end.on('close', () => {
        sockets.delete(end)
        for (const other of ends) other.destroy()
      })
    }
    client.pipe(upstream)
    upstream.pipe(client)
  })
  const cut = (): void => {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    cut()
    server.close()
  })
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    mend: () => {
      isCut = false
    },
  }
}
