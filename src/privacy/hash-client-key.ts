/** Clients choose their Idempotency-Keys freely, and some put an address in them: only a keyed hash is stored. */

import { createHmac } from 'node:crypto'
import type { Site } from '../domain/site.js'
import { createKeyring } from './keys.js'
import type { Redacted } from './redacted.js'

/** Per site, for ever the same; 43 letters. */
export type HashClientKey = (site: Pick<Site, 'keySeed'>, clientKey: string) => string

export function createHashClientKey(pepper: Redacted<Buffer>): HashClientKey {
  const siteKey = createKeyring(pepper, 'client-key/v1')
  return (site, clientKey) => createHmac('sha256', siteKey(site.keySeed)).update(clientKey).digest('base64url')
}
