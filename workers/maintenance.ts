import { purgeAllExpired } from '../src/lifecycle/purge-expired.js'
import type { JobHandler } from './create-worker.js'

export const maintenanceJob: JobHandler<'maintenance'> = {
  run: async (deps) => {
    const count = await purgeAllExpired(deps)
    if (count > 0) deps.log.info({ count }, 'purged what was past its time')
  },
  // It runs again soon anyway.
  giveUp: async () => {},
}
