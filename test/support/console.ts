/** The console in a real browser: a service behind its public address, moderators, held comments, axe. */

import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'
import type { ModeratorRole } from '../../src/domain/moderator.js'
import { launchBrowser } from './browser.js'
import { enterWithPasskey, ORIGIN, type Person } from './people.js'
import { type Service, type ServiceOptions, startTestService } from './service.js'
import { waitForDecisions } from './submit.js'

export interface ConsoleWorld {
  service: Service
  browser: Browser
  /** A page of a moderator who is logged in, in a browser profile of their own. */
  open: (person: Pick<Person, 'cookie'>, path?: string, options?: BrowserContextOptions) => Promise<Page>
  /** A page without a session. */
  visit: (path: string, options?: BrowserContextOptions) => Promise<Page>
  /** What pages complained about: their consoles, exceptions, and requests to anywhere else. */
  complaints: string[]
}

/** A real browser on a busy machine takes its time. */
export const PATIENCE_MS = 30_000

export async function startConsole(t: Test, options: ServiceOptions = {}): Promise<ConsoleWorld> {
  const service = await startTestService(t, options)
  // The service says where it is by its public address; the browser finds the test's port behind it.
  const { port } = new URL(service.url)
  const browser = await launchBrowser([`--host-resolver-rules=MAP localhost:8080 127.0.0.1:${port}`])
  const contexts = new Set<BrowserContext>()
  t.teardown(async () => {
    for (const context of contexts) await context.close()
    await browser.close()
  })
  const complaints: string[] = []
  const newPage = async (contextOptions: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext({
      baseURL: ORIGIN,
      viewport: { width: 1360, height: 860 },
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...contextOptions,
    })
    contexts.add(context)
    context.setDefaultTimeout(PATIENCE_MS)
    const page = await context.newPage()
    page.on('console', (message) => {
      // A refusal that the page expects and explains is an error line of the browser all the same.
      if (message.type() !== 'info' && !/Failed to load resource/.test(message.text())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(`${ORIGIN}/`) && !url.startsWith('data:')) complaints.push(`a request to ${url}`)
    })
    return page
  }
  return {
    service,
    browser,
    complaints,
    visit: async (path, contextOptions = {}) => {
      const page = await newPage(contextOptions)
      await page.goto(path)
      return page
    },
    open: async ({ cookie }, path = '/console', contextOptions = {}) => {
      const page = await newPage(contextOptions)
      const [name = '', value = ''] = cookie.split('=')
      await page.context().addCookies([{ name, value, url: ORIGIN, httpOnly: true, sameSite: 'Strict' }])
      await page.goto(path)
      return page
    },
  }
}

/** As when somebody comes back to the window: what is new is asked for at once. */
export async function comeBack(page: Page): Promise<void> {
  await page.evaluate(`window.dispatchEvent(new Event('focus'))`)
}

/** A moderator with a passkey of the test's own authenticator. */
export async function enter(
  service: Service,
  login: string,
  role: ModeratorRole = 'admin',
  sites: string[] | null = null,
): Promise<Person> {
  return await enterWithPasskey(service, { login, role, sites })
}

/** Gives a page's browser a passkey device that always says yes (WebDriver's virtual authenticator). */
export async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** Sends comments to a site that holds everything and waits until they are held. Returns their ids, oldest first. */
export async function holdComments(service: Service, bodies: readonly string[], site = 'policed'): Promise<string[]> {
  const ids: string[] = []
  for (const [index, body] of bodies.entries()) {
    const { status, body: answer } = await service.client<{ id: string }>(
      `/v1/sites/${site}/threads/thread-${index % 3}/comments`,
      {
        json: {
          author: { name: `Reader ${index}`, email: `reader-${index}@mail.example` },
          body,
          page: { url: `https://blog.example/thread-${index % 3}`, title: `Thread ${index % 3}` },
        },
        headers: { origin: 'https://blog.example' },
      },
    )
    if (status !== 202) throw new Error(`a submit was answered with ${status}`)
    ids.push(answer.id)
  }
  await waitForDecisions(service.databaseUrl, PATIENCE_MS)
  return ids
}

/** Different plain sentences. */
export function plainBodies(count: number): string[] {
  const words = ['harvest', 'clock', 'map', 'tram', 'cherry', 'library', 'bridge', 'letter', 'garden', 'winter', 'lamp']
  return Array.from({ length: count }, (_, index) => {
    const word = (step: number) => words[(index * step + step) % words.length]
    return `What I remember of the ${word(3)} in ${1900 + index} is a ${word(5)} beside the ${word(7)}, number ${index * 7919}.`
  })
}
