/** The browser's code, as the build left it: read once at the start, sent from memory, compressed beforehand. */

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { packageFile } from '../../package-file.js'
import type { Access } from '../access.js'
import { chooseEncoding, type Encoding } from '../thread-cache.js'
import type { Routes } from '../typebox.js'

interface AssetFolder {
  /** Where its files are found from outside; ends with a slash. An index.html answers there itself. */
  prefix: string
  /** From the package's root. */
  folder: string
  access: Access
  /** Content-Security-Policy of its pages. */
  pagePolicy?: string
}

export const CONSOLE_FILES = { prefix: '/console/files/', folder: 'build/web/console', access: 'public' } as const
const FOLDERS: readonly AssetFolder[] = [{ prefix: '/', folder: 'build/web/widget', access: 'public' }, CONSOLE_FILES]

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

// The name, or the folder's, holds a hash of the content: whoever has the file has the right one.
const HASHED_NAME = /-[0-9A-Z]{8}[./]/
const FOR_EVER = 'public, max-age=31536000, immutable'
// Names that pages write down: an update reaches readers after five minutes, and costs nobody a wait.
const FOR_MINUTES = 'public, max-age=300, stale-while-revalidate=86400'

interface Asset {
  url: string
  type: string
  cacheControl: string
  etag: string
  forms: Record<Encoding, Buffer>
}

export const assetRoutes: Routes<object> = async (app) => {
  for (const { prefix, folder, access, pagePolicy } of FOLDERS) {
    for (const asset of readAssets(prefix, folder)) {
      app.get(
        asset.url,
        // Not counted: to send a file from memory costs less than to count who asked for it.
        { config: { access, cache: 'shared' }, schema: { hide: true } as object },
        async (request, reply) => {
          const encoding = chooseEncoding(request.headers['accept-encoding'], asset.forms.identity.length)
          reply
            .header('etag', `"${asset.etag}-${encoding}"`)
            .header('vary', 'Accept-Encoding')
            .header('cache-control', asset.cacheControl)
            .header('access-control-allow-origin', '*')
            // For pages that let nothing in that does not ask to be let in.
            .header('cross-origin-resource-policy', 'cross-origin')
          if (pagePolicy !== undefined && asset.type.startsWith('text/html'))
            reply.header('content-security-policy', pagePolicy)
          if (request.headers['if-none-match']?.includes(`"${asset.etag}-`)) return reply.code(304).send()
          if (encoding !== 'identity') reply.header('content-encoding', encoding)
          return reply.type(asset.type).send(asset.forms[encoding])
        },
      )
    }
  }
}

function readAssets(prefix: string, folder: string): Asset[] {
  const root = packageFile(folder)
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => TYPES[path.extname(name)] !== undefined)
    .map((name) => {
      const file = path.join(root, name)
      const identity = readFileSync(file)
      const url = prefix + name.split(path.sep).join('/')
      return {
        url: url.replace(/\/index\.html$/, '/'),
        type: TYPES[path.extname(name)] ?? '',
        cacheControl: HASHED_NAME.test(name) ? FOR_EVER : FOR_MINUTES,
        etag: createHash('sha256').update(identity).digest('base64url').slice(0, 22),
        forms: { identity, br: readFileSync(`${file}.br`), gzip: readFileSync(`${file}.gz`) },
      }
    })
}
