/** What a site's moderators taught the spam model, and how the models do. */

import { api } from '../api.js'
import { formatMoment, words } from '../i18n.js'
import { useLoad } from '../load.js'
import { COMMON } from '../messages/common.js'
import { SITES } from '../messages/sites.js'
import { notify, notifyFailure } from '../notices.js'
import { Confirm } from '../parts/confirm.js'
import { Loaded } from '../parts/page.js'
import { isAdmin } from '../session.js'
import { ModelHealth } from './model-health.js'
import type { TabProps } from './site-page.js'

export function ModelTab({ site }: TabProps) {
  const says = words(SITES)
  const loader = useLoad(site.id, (abort) =>
    api('get', '/v1/admin/sites/{site}/model', { path: { site: site.id }, signal: abort }),
  )
  const forget = async (): Promise<void> => {
    try {
      const { forgotten } = await api('delete', '/v1/admin/sites/{site}/model', { path: { site: site.id } })
      notify('done', says.forgotten(forgotten))
      loader.reload()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <>
      <p class="page-lead">{says.modelLead}</p>
      <Loaded from={loader}>
        {({ lessons, spamLessons, decisions, overrides, version, updatedAt }) => (
          <>
            <p class="big-figure">
              <strong>{says.lessons(lessons)}</strong> <span class="quiet">{says.lessonsOf(spamLessons)}</span>
            </p>
            <p>{says.overrides(overrides, decisions)}</p>
            <dl class="facts">
              <div>
                <dt>{says.version}</dt>
                <dd>{version}</dd>
              </div>
              <div>
                <dt>{says.learnedAt}</dt>
                <dd>{updatedAt === null ? words(COMMON).never : formatMoment(updatedAt)}</dd>
              </div>
            </dl>
            {isAdmin.value && lessons > 0 && (
              <p>
                <Confirm label={says.forget} question={says.forgetQuestion} onConfirm={forget} />
              </p>
            )}
          </>
        )}
      </Loaded>
      <ModelHealth site={site.id} />
    </>
  )
}
