/** Everything known of an author: record, bans, notes, and what was written and decided last. */

import { useSignal } from '@preact/signals'
import { api, type Schemas } from '../api.js'
import { Timeline } from '../comment/timeline.js'
import { formatDay, words } from '../i18n.js'
import { type Loader, useLoad } from '../load.js'
import { AUTHORS } from '../messages/authors.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { Loaded, Page, Section } from '../parts/page.js'
import { Ago, StatusTag } from '../parts/small.js'
import { RecordLine } from '../queue/author-record.js'
import { hrefOf } from '../router.js'
import { role } from '../session.js'
import { BanForm } from './ban-form.js'
import { BanLine } from './ban-line.js'
import { NoteList } from './note-list.js'

type Author = Schemas['AuthorRecord']

export function AuthorPage({ id = '' }: Record<string, string>) {
  const says = words(AUTHORS)
  const loader = useLoad(id, (abort) => api('get', '/v1/admin/authors/{id}', { path: { id }, signal: abort }))
  return (
    <Loaded from={loader}>
      {(author) => {
        const [name = says.nameless, ...others] = author.names
        return (
          <Page
            title={name}
            up={{ href: hrefOf('/'), name: words(COMMON).pages.queue }}
            lead={
              <>
                {says.lead(author.site, formatDay(author.firstSeenAt))}
                {author.lastSeenAt !== null && (
                  <>
                    {' · '}
                    {says.lastSeen} <Ago at={author.lastSeenAt} />
                  </>
                )}
                {others.length > 0 && ` · ${says.alsoKnownAs(others)}`}
              </>
            }
          >
            <Record author={author} />
            <Bans author={author} loader={loader} />
            <Section title={says.notes}>
              <NoteList notes={author.notes} on={{ author: author.id }} onChanged={loader.reload} />
            </Section>
            <LastComments author={author} />
            <Decisions author={author} />
          </Page>
        )
      }}
    </Loaded>
  )
}

function Record({ author: { counts, reports, hasEmail } }: { author: Author }) {
  const says = words(AUTHORS)
  const { approved, rejected, spam, pending, held } = counts
  const told = (['open', 'upheld', 'dismissed', 'moot'] as const).filter((state) => reports[state] > 0)
  return (
    <Section title={words(QUEUE).record} note={hasEmail ? undefined : says.anonymous}>
      <RecordLine record={{ approved, rejected, spam, pending: pending + held }} />
      <p class="quiet">
        {told.length === 0
          ? says.noReports
          : says.reports(told.map((state) => says.reportsOf[state](reports[state])).join(' · '))}
      </p>
    </Section>
  )
}

function Bans({ author, loader }: { author: Author; loader: Loader<Author> }) {
  const says = words(AUTHORS)
  const open = useSignal<'none' | 'author' | 'network'>('none')
  const mayBan = role.value !== 'viewer'
  const own = author.bans.find(({ kind }) => kind === 'author')
  const [newest] = author.comments
  const close = (): void => {
    open.value = 'none'
    loader.reload()
  }
  return (
    <Section title={says.bans}>
      {author.bans.length === 0 && <p class="quiet">{says.notBanned}</p>}
      {author.bans.map((ban) => (
        <BanLine key={ban.id} ban={ban} onLifted={loader.reload} />
      ))}
      {mayBan && (
        <p class="form-actions">
          {author.hasEmail && (
            <button
              type="button"
              class={own === undefined ? 'button button-small button-danger' : 'button button-small button-quiet'}
              onClick={() => {
                open.value = 'author'
              }}
            >
              {own === undefined ? says.ban : says.changeBan}
            </button>
          )}
          {newest !== undefined && (
            <button
              type="button"
              class="button button-small button-quiet"
              onClick={() => {
                open.value = 'network'
              }}
            >
              {says.banNetwork}
            </button>
          )}
        </p>
      )}
      {open.value === 'author' && (
        <BanForm
          title={own === undefined ? says.ban : says.changeBan}
          note={says.banNote}
          ban={own}
          onClose={close}
          onSend={async (json) => {
            await api('put', '/v1/admin/authors/{id}/ban', { path: { id: author.id }, json })
          }}
        />
      )}
      {open.value === 'network' && newest !== undefined && (
        <BanForm
          title={says.banNetwork}
          note={says.networkNote}
          hasEnd={false}
          onClose={close}
          onSend={async (terms) => {
            await api('post', '/v1/admin/bans', { json: { ...terms, comment: newest.id } })
          }}
        />
      )}
    </Section>
  )
}

function LastComments({ author }: { author: Author }) {
  const says = words(AUTHORS)
  return (
    <Section
      title={says.comments}
      note={
        author.comments.length > 0 && author.hasEmail ? (
          <a href={hrefOf(`/?author=${author.id}&status=approved`)}>{says.allComments}</a>
        ) : undefined
      }
    >
      {author.comments.length === 0 ? (
        <p class="quiet">{says.noComments}</p>
      ) : (
        <ul class="written">
          {author.comments.map((comment) => (
            <li key={comment.id}>
              <p class="written-head">
                <StatusTag status={comment.status} />
                <a href={hrefOf(`/comments/${comment.id}`)}>
                  {words(QUEUE).onThread(comment.thread.title ?? comment.slug)}
                </a>
                <Ago at={comment.createdAt} />
              </p>
              {comment.body === '' ? (
                <p class="quiet">{says.gone}</p>
              ) : (
                <p class="excerpt" dir="auto">
                  {comment.body}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Decisions({ author: { decisions } }: { author: Author }) {
  if (decisions.length === 0) return null
  return (
    <Section title={words(AUTHORS).decisions}>
      <Timeline
        decisions={decisions}
        wrap={(sentence, { commentId }) => <a href={hrefOf(`/comments/${commentId}`)}>{sentence}</a>}
      />
    </Section>
  )
}
