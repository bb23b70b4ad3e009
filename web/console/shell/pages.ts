/** Every page of the console: its address, who gets it in the navigation, what it shows. */

import type { ComponentType } from 'preact'
import { AccountPage } from '../account/account-page.js'
import { AppealsPage } from '../appeals/appeals-page.js'
import { AuditPage } from '../audit/audit-page.js'
import { AuthorPage } from '../authors/author-page.js'
import { BansPage } from '../authors/bans-page.js'
import { BatchPage } from '../batches/batch-page.js'
import { BatchesPage } from '../batches/batches-page.js'
import { CommentPage } from '../comment/comment-page.js'
import { JobsPage } from '../jobs/jobs-page.js'
import { KeysPage } from '../keys/keys-page.js'
import type { COMMON } from '../messages/common.js'
import { ModeratorsPage } from '../moderators/moderators-page.js'
import type { IconName } from '../parts/icon.js'
import { QueuePage } from '../queue/queue-page.js'
import { RepliesPage } from '../replies/replies-page.js'
import { ReportsPage } from '../reports/reports-page.js'
import { isAdmin, role, session } from '../session.js'
import { SitePage } from '../sites/site-page.js'
import { SitesPage } from '../sites/sites-page.js'
import { StatsPage } from '../stats/stats-page.js'

export type PageName = keyof (typeof COMMON)['en']['pages']
export type Group = keyof (typeof COMMON)['en']['groups']

export interface PageEntry {
  name: PageName
  /** Below the base, `:part` stands for one part of the path. */
  pattern: string
  Page: ComponentType<Record<string, string>>
  /** Left out: the page is reached from others. */
  nav?: { group: Group; icon: IconName }
  /** Left out: everybody who is logged in. */
  isOpenTo?: () => boolean
  /** The page fills the window and scrolls inside. */
  isFull?: boolean
}

/** What concerns all sites, people and programs: the service would refuse it to anybody else. */
function isAdminOfAll(): boolean {
  const moderator = session.value?.moderator
  return moderator?.role === 'admin' && moderator.sites === null
}

export const PAGES: readonly PageEntry[] = [
  { name: 'queue', pattern: '/', Page: QueuePage, nav: { group: 'moderate', icon: 'queue' }, isFull: true },
  { name: 'reports', pattern: '/reports', Page: ReportsPage, nav: { group: 'moderate', icon: 'report' } },
  { name: 'appeals', pattern: '/appeals', Page: AppealsPage, nav: { group: 'moderate', icon: 'appeal' } },
  {
    name: 'batches',
    pattern: '/decisions',
    Page: BatchesPage,
    nav: { group: 'moderate', icon: 'batch' },
    isOpenTo: () => role.value !== 'viewer',
  },
  { name: 'batches', pattern: '/decisions/:batch', Page: BatchPage },
  { name: 'bans', pattern: '/bans', Page: BansPage, nav: { group: 'moderate', icon: 'ban' } },
  { name: 'comment', pattern: '/comments/:id', Page: CommentPage },
  { name: 'stats', pattern: '/stats', Page: StatsPage, nav: { group: 'insight', icon: 'chart' } },
  { name: 'author', pattern: '/authors/:id', Page: AuthorPage },
  { name: 'jobs', pattern: '/jobs', Page: JobsPage, nav: { group: 'insight', icon: 'jobs' }, isOpenTo: isAdminOfAll },
  {
    name: 'audit',
    pattern: '/audit',
    Page: AuditPage,
    nav: { group: 'insight', icon: 'book' },
    isOpenTo: () => isAdmin.value,
  },
  { name: 'sites', pattern: '/sites', Page: SitesPage, nav: { group: 'settings', icon: 'globe' } },
  { name: 'sites', pattern: '/sites/:site', Page: SitePage },
  { name: 'sites', pattern: '/sites/:site/:tab', Page: SitePage },
  {
    name: 'moderators',
    pattern: '/moderators',
    Page: ModeratorsPage,
    nav: { group: 'settings', icon: 'people' },
    isOpenTo: isAdminOfAll,
  },
  { name: 'replies', pattern: '/replies', Page: RepliesPage, nav: { group: 'settings', icon: 'reply' } },
  { name: 'keys', pattern: '/keys', Page: KeysPage, nav: { group: 'settings', icon: 'key' }, isOpenTo: isAdminOfAll },
  { name: 'account', pattern: '/account', Page: AccountPage },
]
