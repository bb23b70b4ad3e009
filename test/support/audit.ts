/** Whether the audit log is whole, once everything that was done has reached it. */

import type { Test } from 'tap'
import { hasArrivals } from '../../db/queries/audit.js'
import { type AuditReport, verifyAudit } from '../../src/lifecycle/verify-audit.js'
import type { Runtime } from '../../src/runtime.js'
import { query } from './dump.js'
import { waitFor } from './wait-for.js'

export async function whenLinked({ deps }: Pick<Runtime, 'deps'>): Promise<void> {
  await waitFor('all acts to be in the chain', async () => !(await hasArrivals(deps.db)))
}

/** What the owner of a database can do: change what triggers keep from being changed, and leave no act. */
export async function goAroundGuards(url: string, statements: string): Promise<void> {
  await query(
    url,
    `alter table audit_log disable trigger user; alter table decisions disable trigger user; ${statements};
     alter table decisions enable trigger user; alter table audit_log enable trigger user`,
  )
}

/** For the end of a test that did much: every act and every decision is in the chain, and none was touched since. */
export async function isAuditWhole(t: Test, runtime: Pick<Runtime, 'deps'>): Promise<AuditReport> {
  await whenLinked(runtime)
  const report = await verifyAudit(runtime.deps.db, null)
  t.equal(report.firstBreak, null, 'the audit log is whole')
  t.ok(report.rows > 0, 'and not empty')
  return report
}
