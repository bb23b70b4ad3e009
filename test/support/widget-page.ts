/** Pages of a website that embeds the widget, on an origin of their own, under the strictest policy it must live with. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { Test } from 'tap'
import { launchBrowser } from './browser.js'
import type { Service } from './service.js'

export interface HostPage {
  slug: string
  site?: string
  lang?: string
  theme?: string
  sort?: string
  /** How often the widget stands on the page. */
  times?: number
  /** Where embed.js and the API are, if not at the service's. */
  api?: string
  hash?: string
}

export interface WidgetBrowser {
  browser: Browser
  origin: string
  /** Opens a page with the widget and waits until the thread is there. */
  open: (page: HostPage, options?: OpenOptions) => Promise<OpenPage>
}

export interface OpenOptions extends BrowserContextOptions {
  /** Changes the page before it goes anywhere: routes, scripts. */
  prepare?: (page: Page) => Promise<unknown>
  /** Does not wait for the thread. */
  isAlone?: boolean
}

export interface OpenPage {
  page: Page
  widget: Locator
  /** What the browser complained about: policy, scripts, missing files. */
  complaints: string[]
  /** Every request, in order. */
  requests: string[]
  /** The last sentence for those who listen. */
  said: () => Promise<string>
  close: () => Promise<void>
}

/** A right-to-left page says so itself: the widget follows its language, not its direction. */
const RTL = /^(ar|fa|he)/
/** Of pages whose pictures are shown; others are English. */
const WORDS: Record<string, readonly string[]> = {
  fr: ['Une page', 'Avec un texte à elle.', 'La fin de la page.'],
  ar: ['صفحة', 'ولها نصها الخاص.', 'نهاية الصفحة.'],
}

/** Starts a browser and a website for the widgets of a service; both end with the test. */
export async function startWidgetBrowser(t: Test, service: Service): Promise<WidgetBrowser> {
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://x').searchParams
    const api = query.get('api') ?? service.url
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policyFor(api) })
      .end(renderHost(query, api))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await launchBrowser()
  t.teardown(async () => {
    await browser.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { browser, origin, open: (page, options = {}) => open(browser, origin, page, options) }
}

/** No inline script, no inline style, no markup from text: what the widget promises to live with. */
function policyFor(api: string): string {
  return `default-src 'none'; script-src ${api}; connect-src ${api}; style-src 'nonce-host'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'`
}

function renderHost(query: URLSearchParams, api: string): string {
  const quote = (text: string): string => text.replace(/[&"<]/g, (character) => `&#${character.codePointAt(0)};`)
  const lang = query.get('lang') ?? 'en'
  const attributes = ['site', 'slug', 'theme', 'sort', 'api']
    .flatMap((name) => (query.has(name) ? [`${name}="${quote(query.get(name) ?? '')}"`] : []))
    .join(' ')
  const [title, text, end] = WORDS[lang] ?? ['A page', 'With a text of its own.', 'The end of the page.']
  const widget = `<causerie-thread ${attributes}><a href="${api}/embed/demo/x">Comments</a></causerie-thread>`
  return `<!doctype html>
<html lang="${quote(lang)}" dir="${RTL.test(lang) ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<style nonce="host">
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem; font: 400 1rem/1.5 system-ui, sans-serif; background: #fdfdfe; color: #151823; }
@media (prefers-color-scheme: dark) { body { background: #11141d; color: #e9e7e1; } a { color: #f1c85c; } }
causerie-thread { display: block; min-block-size: 100vh; margin-block: 3rem; }
</style>
<script type="module" src="${quote(api)}/embed.js"></script></head>
<body><main><h1>${title}</h1><p>${text}</p>${widget.repeat(Number(query.get('times') ?? 1))}</main><footer>${end}</footer></body>
</html>`
}

async function open(
  browser: Browser,
  origin: string,
  { slug, site = 'demo', hash = '', ...rest }: HostPage,
  { prepare, isAlone, ...options }: OpenOptions,
): Promise<OpenPage> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => requests.push(request.url()))
  await prepare?.(page)
  const query = new URLSearchParams({
    site,
    slug,
    ...Object.fromEntries(Object.entries(rest).map(([k, v]) => [k, `${v}`])),
  })
  await page.goto(`${origin}/?${query}${hash}`)
  const widget = page.locator('causerie-thread').first()
  if (!isAlone) await widget.locator('.title').first().waitFor({ state: 'attached' })
  return {
    page,
    widget,
    complaints,
    requests,
    said: async () => (await widget.locator('p.hidden[role=status]').textContent()) ?? '',
    close: () => context.close(),
  }
}

/** What the functions below use of an element: they run in the browser, whose types this side does not have. */
interface PageNode {
  id: string
  textContent: string
  getAttribute: (name: string) => string | null
  getRootNode: () => { activeElement: unknown; getElementById: (id: string) => PageNode | null }
}

/** Whether the keyboard is at an element of the widget. */
export async function hasFocus(element: Locator): Promise<boolean> {
  return await element.evaluate((node: PageNode) => node.getRootNode().activeElement === node)
}

/** The text that describes a field to those who do not see it. */
export async function describedBy(field: Locator): Promise<string> {
  return await field.evaluate((node: PageNode) =>
    (node.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => node.getRootNode().getElementById(id)?.textContent)
      .join(' '),
  )
}

/** The id of the comment that waits in the widget. */
export async function pendingId(widget: Locator): Promise<string> {
  return await widget.locator('.pending').evaluate((node: PageNode) => node.id.replace('own-', ''))
}
