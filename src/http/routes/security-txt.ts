/** Where to report a hole in this installation (RFC 9116). */

import Type from 'typebox'
import type { Deps } from '../../deps.js'
import { LIMITS } from '../../limits.js'
import { ProblemSchema, TransportError } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import type { Routes } from '../typebox.js'

const ADDRESS = '/.well-known/security.txt'
const DAY_MS = 24 * 60 * 60_000

export const securityTxtRoutes: Routes<{
  deps: Pick<Deps, 'clock' | 'publicUrl'>
  limits: RateLimits
  contact: string | null
}> = async (app, { deps, limits, contact }) => {
  app.get(
    ADDRESS,
    {
      config: { access: 'public', cache: 'shared' },
      schema: {
        operationId: 'getSecurityTxt',
        summary: 'Where to report a vulnerability',
        description: 'RFC 9116. 404 unless the operator set `SECURITY_CONTACT`. `Canonical` is left out without TLS.',
        tags: ['Operations'],
        produces: ['text/plain'],
        response: { 200: Type.String(), '4xx': ProblemSchema, '5xx': ProblemSchema },
      },
      onRequest: async (request, reply) => {
        await limits.count('read', request, reply)
      },
    },
    async (_request, reply) => {
      if (contact === null)
        throw new TransportError('not-found', 'Whoever runs this service has named no contact for security.')
      return await reply
        .header('cache-control', 'public, max-age=3600')
        .type('text/plain; charset=utf-8')
        .send(writeSecurityTxt(contact, deps))
    },
  )
}

function writeSecurityTxt(contact: string, { clock, publicUrl }: Pick<Deps, 'clock' | 'publicUrl'>): string {
  // The end of a day, so that all answers of a day are the same.
  const expires = new Date(Math.floor((clock().getTime() + LIMITS.securityTxt.validMs) / DAY_MS) * DAY_MS)
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${expires.toISOString().replace('.000', '')}`,
    'Preferred-Languages: en, fr',
    // An address of the web in this file must begin with https.
    ...(publicUrl.startsWith('https:') ? [`Canonical: ${publicUrl}${ADDRESS}`] : []),
  ]
  return `${lines.join('\n')}\n`
}
