/** Somebody else's service, well-behaved or not, on a port of this machine. */

import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

export interface StubRequest {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export type Behaviour = (response: ServerResponse, request: StubRequest) => void

export interface Stub {
  url: string
  requests: StubRequest[]
  behave: (behaviour: Behaviour) => void
}

export const answer =
  (body: string, headers: Record<string, string> = {}, status = 200): Behaviour =>
  (response) => {
    response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body)
  }

export async function startStub(t: Test, first: Behaviour): Promise<Stub> {
  let behaviour = first
  const requests: StubRequest[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('error', () => {})
    response.on('error', () => {})
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const heard = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') }
      requests.push(heard)
      behaviour(response, heard)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    behave: (next) => {
      behaviour = next
    },
  }
}

/** A chat endpoint's answer whose message is this text. */
export function chat(content: unknown): string {
  return JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] })
}
