/** The page where moderators work. It holds nothing secret: what it shows comes from the admin API, with their session. */

import { readdirSync } from 'node:fs'
import { packageFile } from '../../package-file.js'
import { CONSOLE_POLICY, renderConsolePage } from '../pages/console-page.js'
import type { RateLimits } from '../rate-limits.js'
import type { Routes } from '../typebox.js'
import { CONSOLE_FILES } from './assets.js'

export const consoleRoutes: Routes<{ limits: RateLimits }> = async (app, { limits }) => {
  const page = renderConsolePage({ script: nameOf('.js'), stylesheet: nameOf('.css') })
  app.addHook('onRequest', async (request, reply) => {
    await limits.count('read', request, reply)
  })
  // Every address below is a view of the same page: its links can be kept, sent and opened anew.
  for (const url of ['/console', '/console/*']) {
    app.get(
      url,
      { config: { access: 'public', cache: 'private' }, schema: { hide: true } as object },
      async (_request, reply) =>
        reply
          .header('content-security-policy', CONSOLE_POLICY)
          .header('cross-origin-opener-policy', 'same-origin')
          .header('x-frame-options', 'DENY')
          .type('text/html; charset=utf-8')
          .send(page),
    )
  }
}

/** The address of the built file that the page begins with; its name tells its content. */
function nameOf(ending: string): string {
  const name = readdirSync(packageFile(CONSOLE_FILES.folder)).find(
    (file) => file.startsWith('main-') && file.endsWith(ending),
  )
  if (name === undefined) throw new Error(`the console was not built: npm run build makes its main${ending}`)
  return CONSOLE_FILES.prefix + name
}
