/** A world whose worker is a process of its own, to be killed, while the test asks an API that stays. */

import type { Test } from 'tap'
import { Redacted } from '../../src/privacy/redacted.js'
import { SECRETS, startService } from './process.js'
import { ADMIN_KEY, type Service, startTestService } from './service.js'

export interface Killable {
  service: Service
  startWorker: () => ReturnType<typeof startService>
}

export async function startKillable(t: Test): Promise<Killable> {
  const service = await startTestService(t, {
    hasWorkers: false,
    // As the processes have them: another pepper than the database's would be refused.
    config: {
      pepper: new Redacted(Buffer.from(SECRETS.EMAIL_PEPPER)),
      sessionSecret: new Redacted(Buffer.from(SECRETS.SESSION_SECRET)),
    },
  })
  const env = { ...SECRETS, DATABASE_URL: service.databaseUrl, ADMIN_API_KEY: ADMIN_KEY, LOG_LEVEL: 'info' }
  return { service, startWorker: () => startService(t, 'workers', env) }
}
