/** The real browser that comes with the development dependencies: nothing to install by hand. */

import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import chromiumPackage from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

// Pages without 3D: to draw them as a graphics card would, in software, takes much of a small machine.
chromiumPackage.setGraphicsMode = false

export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  // The package's own choices suit one page in a cloud function; one process for all contexts does not survive many.
  const given = chromiumPackage.args.filter((flag) => flag !== '--single-process' && flag !== '--disable-web-security')
  return chromium.launch({
    executablePath: await chromiumPackage.executablePath(),
    args: [...given, ...flags, '--disable-gpu', '--no-sandbox', '--disable-background-networking'],
  })
}

export interface PageServer {
  origin: string
  /** Bodies of the forms that were sent here. */
  sent: URLSearchParams[]
  close: () => Promise<void>
}

/** Serves whole pages under the strictest policy that they are meant to live with. */
export async function servePages(render: (path: string) => string): Promise<PageServer> {
  const sent: URLSearchParams[] = []
  const server = createServer((request, response) => void answer(request, response, { render, sent }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { render, sent }: { render: (path: string) => string; sent: URLSearchParams[] },
): Promise<void> {
  if (request.method === 'POST') {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    sent.push(new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
    response.writeHead(303, { location: '/embed/notice/light' }).end()
    return
  }
  // The pages are looked at as their server made them: no script changes them here.
  if (request.url?.endsWith('/embed.js')) {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end()
    return
  }
  const page = render(request.url ?? '/')
  const [, stylesheet = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? []
  const hash = createHash('sha256').update(stylesheet).digest('base64')
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; script-src 'self'; img-src data:; form-action 'self'; base-uri 'none'`,
    })
    .end(page)
}
