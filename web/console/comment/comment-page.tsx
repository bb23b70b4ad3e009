/** Everything known of one comment: text, context, what every stage found, and all that was decided. */

import { signal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { api, type CommentDetail } from '../api.js'
import { NoteList } from '../authors/note-list.js'
import { words } from '../i18n.js'
import { useLoad } from '../load.js'
import { AUTHORS } from '../messages/authors.js'
import { COMMENT } from '../messages/comment.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { REPORTS } from '../messages/reports.js'
import { Loaded, Page, Section } from '../parts/page.js'
import { Ago, StatusTag } from '../parts/small.js'
import { Table } from '../parts/table.js'
import { RecordLine } from '../queue/author-record.js'
import { Body } from '../queue/comment-body.js'
import { DecisionBar } from '../queue/decision-bar.js'
import type { Outcome } from '../queue/outcome.js'
import { Parent } from '../queue/parent.js'
import { SignalList } from '../queue/signal-list.js'
import { AnswerForm } from '../replies/answer-form.js'
import { ReportList } from '../reports/report-list.js'
import { hrefOf } from '../router.js'
import { role } from '../session.js'
import { sayPolicy } from './say.js'
import { Timeline } from './timeline.js'

export function CommentPage({ id = '' }: Record<string, string>) {
  const loader = useLoad(id, (abort) => api('get', '/v1/admin/comments/{id}', { path: { id }, signal: abort }))
  const common = words(COMMON)
  return (
    <Loaded from={loader}>
      {(comment) => (
        <Page
          title={words(QUEUE).onThread(comment.thread.title ?? comment.slug)}
          up={{ href: hrefOf('/'), name: common.pages.queue }}
        >
          <Text comment={comment} onDecided={loader.reload} />
          {comment.reports.length > 0 && (
            <Section title={words(REPORTS).reports}>
              <ReportList reports={comment.reports} onChanged={loader.reload} />
            </Section>
          )}
          <SignalList comment={comment} />
          <Section title={words(QUEUE).record}>
            {comment.author.hasEmail ? (
              <RecordLine record={comment.authorRecord} />
            ) : (
              <p class="quiet">{words(QUEUE).anonymous}</p>
            )}
          </Section>
          <Section title={words(AUTHORS).notes}>
            <NoteList notes={comment.notes} on={{ comment: comment.id }} onChanged={loader.reload} />
          </Section>
          {comment.status === 'approved' && role.value !== 'viewer' && (
            <AnswerForm key={comment.id} comment={comment} />
          )}
          <Decisions decisions={comment.decisions} />
          <Verdicts verdicts={comment.verdicts} />
        </Page>
      )}
    </Loaded>
  )
}

function Text({ comment, onDecided }: { comment: CommentDetail; onDecided: () => void }) {
  const item = useMemo(
    () => ({ id: comment.id, comment: signal(comment), outcome: signal<Outcome | null>(null) }),
    [comment],
  )
  return (
    <article class="sheet">
      {comment.parentId !== null && <Parent id={comment.parentId} />}
      <header class="sheet-head">
        <a class="sheet-author" href={hrefOf(`/authors/${comment.author.id}`)}>
          {comment.author.name}
        </a>
        <Ago at={comment.createdAt} />
        <StatusTag status={comment.status} />
        <span>{comment.site}</span>
        {comment.author.url !== null && <span class="sheet-site">{comment.author.url}</span>}
      </header>
      <Body comment={comment} />
      <DecisionBar item={item} onDecided={onDecided} />
    </article>
  )
}

function Decisions({ decisions }: { decisions: CommentDetail['decisions'] }) {
  const says = words(COMMENT)
  return (
    <Section title={says.decisions}>
      {decisions.length === 0 ? (
        <p class="quiet">{says.noDecisions}</p>
      ) : (
        <Timeline
          decisions={decisions}
          wrap={(sentence) => <strong>{sentence}</strong>}
          explain={({ policy }) => policy !== null && <small class="timeline-policy">{sayPolicy(policy)}</small>}
        />
      )}
    </Section>
  )
}

function Verdicts({ verdicts }: { verdicts: CommentDetail['verdicts'] }) {
  const says = words(COMMENT)
  return (
    <Section title={says.verdicts} note={says.verdictsNote}>
      <Table
        label={says.verdicts}
        rows={verdicts.flatMap(({ revision, stage, signals }) =>
          signals.map((signal) => ({ ...signal, revision, stage })),
        )}
        keyOf={({ revision, stage, check }) => `${revision} ${stage} ${check}`}
        columns={[
          { head: says.revision, cell: ({ revision }) => revision },
          { head: says.stage, cell: ({ stage }) => (stage === 'spam' ? words(QUEUE).spam : words(QUEUE).conduct) },
          { head: says.check, cell: ({ check }) => <code>{check}</code> },
          { head: says.version, cell: ({ version }) => version },
          { head: says.score, cell: ({ score, relief = 0 }) => (score - relief).toFixed(2) },
          { head: says.note, cell: ({ note }) => <span lang="en">{note}</span> },
        ]}
      />
    </Section>
  )
}
