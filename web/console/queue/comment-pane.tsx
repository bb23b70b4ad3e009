/** The comment looked at: where it stands, what it says, why it is here, who wrote it, and the decision below. */

import type { Comment } from '../api.js'
import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { REPORTS } from '../messages/reports.js'
import { Icon } from '../parts/icon.js'
import { Ago, StatusTag } from '../parts/small.js'
import { ReportList } from '../reports/report-list.js'
import { hrefOf } from '../router.js'
import { AuthorRecord } from './author-record.js'
import { Body } from './comment-body.js'
import { contextOf } from './context.js'
import { DecisionBar } from './decision-bar.js'
import { Parent } from './parent.js'
import { SignalList } from './signal-list.js'
import { claimantOf, current } from './store.js'
import { UndoBar } from './undo-bar.js'

export function CommentPane({ onBack }: { onBack: () => void }) {
  const says = words(QUEUE)
  const item = current.value
  if (item === undefined) {
    return (
      <section class="pane">
        <p class="pane-empty">{says.pickOne}</p>
        <UndoBar />
      </section>
    )
  }
  const comment = item.comment.value
  const claimant = claimantOf(comment)
  return (
    <section class="pane" aria-label={words(COMMON).pages.comment}>
      <div class="pane-scroll" key={item.id}>
        <button type="button" class="link-button pane-back" onClick={onBack}>
          <Icon name="back" />
          {says.toList}
        </button>
        <Where comment={comment} />
        {claimant !== null && item.outcome.value === null && <p class="claim">{says.claimedNote(claimant)}</p>}
        {comment.parentId !== null && <Parent id={comment.parentId} />}
        <article class="sheet">
          <header class="sheet-head">
            <a class="sheet-author" href={hrefOf(`/authors/${comment.author.id}`)}>
              {comment.author.name}
            </a>
            <Ago at={comment.createdAt} />
            <StatusTag status={item.outcome.value?.status ?? comment.status} />
            {comment.author.url !== null && <span class="sheet-site">{comment.author.url}</span>}
          </header>
          <Body comment={comment} />
        </article>
        <Reported comment={comment} />
        <SignalList comment={comment} />
        <AuthorRecord comment={comment} />
        <p class="pane-more">
          <a href={hrefOf(`/comments/${comment.id}`)}>{says.details}</a>
        </p>
      </div>
      <UndoBar />
      <DecisionBar item={item} />
    </section>
  )
}

/** Open reports; what is settled stands on the comment's own page. */
function Reported({ comment }: { comment: Comment }) {
  const context = contextOf(comment.id).value
  if (comment.reportCount === 0 || context.state !== 'ready') return null
  return (
    <section>
      <h2>{words(REPORTS).reports}</h2>
      <ReportList reports={context.detail.reports.filter(({ state }) => state === 'open')} />
    </section>
  )
}

function Where({ comment: { thread, slug, site } }: { comment: Comment }) {
  const says = words(QUEUE)
  return (
    <header class="where">
      <h2 class="where-title">{says.onThread(thread.title ?? slug)}</h2>
      <p class="where-links">
        <span>{site}</span>
        {thread.url !== null && /^https?:/.test(thread.url) && (
          <a href={thread.url} target="_blank" rel="noreferrer noopener">
            {says.openPage}
            <Icon name="out" />
          </a>
        )}
      </p>
    </header>
  )
}
