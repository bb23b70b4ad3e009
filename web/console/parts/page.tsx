/** An ordinary page: heading, what goes with it, and what stands there while it loads or when it failed. */

import type { ComponentChildren } from 'preact'
import { words } from '../i18n.js'
import type { Loader, PageLoader } from '../load.js'
import { COMMON } from '../messages/common.js'

export interface PageProps {
  title: string
  lead?: ComponentChildren
  /** Where this page hangs below another one. */
  up?: { href: string; name: string }
  actions?: ComponentChildren
  children: ComponentChildren
}

export function Page({ title, lead, up, actions, children }: PageProps) {
  return (
    <div class="page">
      <header class="page-head">
        {up !== undefined && (
          <p class="page-up">
            <a href={up.href}>{up.name}</a>
          </p>
        )}
        <div class="page-title">
          <h1>{title}</h1>
          {actions !== undefined && <div class="page-actions">{actions}</div>}
        </div>
        {lead !== undefined && <p class="page-lead">{lead}</p>}
      </header>
      {children}
    </div>
  )
}

/** Shows what was loaded; a failure with a way to try again. What was there before stays beside both. */
export function Loaded<Value>({
  from,
  children,
}: {
  from: Loader<Value>
  children: (value: Value) => ComponentChildren
}) {
  const loaded = from.loaded.value
  return (
    <>
      {loaded.state === 'failed' && (
        <div class="problem problem-retry" role="alert">
          <p>{loaded.problem}</p>
          <button type="button" class="button button-small button-quiet" onClick={from.reload}>
            {words(COMMON).retry}
          </button>
        </div>
      )}
      {loaded.value !== undefined
        ? children(loaded.value)
        : loaded.state === 'loading' && <p class="quiet">{words(COMMON).loading}</p>}
    </>
  )
}

/** Below a list that goes on. */
export function More<Item>({ of: { loaded, loadMore } }: { of: PageLoader<Item> }) {
  if ((loaded.value.value?.nextCursor ?? null) === null) return null
  return (
    <p>
      <button type="button" class="button button-quiet" onClick={() => void loadMore()}>
        {words(COMMON).loadMore}
      </button>
    </p>
  )
}

export function Section({
  title,
  note,
  children,
}: {
  title: string
  note?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <section class="section">
      <h2>{title}</h2>
      {note !== undefined && <p class="section-note">{note}</p>}
      {children}
    </section>
  )
}
