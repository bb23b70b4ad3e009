/** Whether the service can do its work: Postgres answers, a worker is alive, nothing waits too long. */

import { findBacklog } from '../../db/queries/relay.js'
import { countWorkers } from '../../db/queries/service.js'
import type { Deps } from '../deps.js'
import { LIMITS } from '../limits.js'

export interface HealthReport {
  isReady: boolean
  checks: { name: 'database' | 'workers' | 'backlog' | 'draining'; isOk: boolean; detail: string }[]
}

export interface Health {
  report: () => Promise<HealthReport>
  /** From now on not ready: the process is going to stop. */
  drain: () => void
}

export function createHealth(deps: Pick<Deps, 'db' | 'clock'>): Health {
  let isDraining = false
  return {
    drain: () => {
      isDraining = true
    },
    report: async () => {
      const checks: HealthReport['checks'] = []
      const now = deps.clock()
      try {
        const backlog = await findBacklog(deps.db, now)
        const workers = await countWorkers(deps.db, new Date(now.getTime() - LIMITS.workers.aliveMs))
        checks.push(
          { name: 'database', isOk: true, detail: 'answers' },
          { name: 'workers', isOk: workers > 0, detail: `${workers} alive` },
          {
            name: 'backlog',
            isOk: backlog.oldestAgeMs < LIMITS.ready.pendingAgeMs,
            detail: `${backlog.pending} pending, the oldest for ${Math.round(backlog.oldestAgeMs / 1000)} s`,
          },
        )
      } catch {
        // Whatever went wrong, the database is what does not answer; the request log has the rest.
        checks.push({ name: 'database', isOk: false, detail: 'does not answer' })
      }
      if (isDraining) checks.push({ name: 'draining', isOk: false, detail: 'stopping' })
      return { isReady: checks.every(({ isOk }) => isOk), checks }
    },
  }
}
