/** What to show: status, order, words, one author, one thread. All of it stands in the address. */

import { useEffect, useRef } from 'preact/hooks'
import { formatNumber, words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { QUEUE } from '../messages/queue.js'
import { Icon } from '../parts/icon.js'
import { changeFilters, filters, QUEUE_SORTS, QUEUE_STATUSES, type QueueSort, type QueueStatus } from './filters.js'
import { counts } from './store.js'

export function FilterBar() {
  const says = words(QUEUE)
  const common = words(COMMON)
  const { status, sort, author, slug } = filters.value
  const options = QUEUE_STATUSES.map((each) => ({ each, count: counts.value[each] }))
  return (
    <div class="filters">
      <div class="filters-row">
        <label class="select">
          <span class="unseen">{says.filters.status}</span>
          <select
            value={status}
            onChange={(event) => changeFilters({ status: event.currentTarget.value as QueueStatus })}
          >
            {options.map(({ each, count }) => (
              <option key={each} value={each}>
                {common.statuses[each]}
                {count === undefined ? '' : ` (${formatNumber(count)})`}
              </option>
            ))}
          </select>
        </label>
        <label class="select">
          <span class="unseen">{says.filters.sort}</span>
          <select value={sort} onChange={(event) => changeFilters({ sort: event.currentTarget.value as QueueSort })}>
            {QUEUE_SORTS.map((each) => (
              <option key={each} value={each}>
                {says.sorts[each]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Search />
      {(author !== '' || slug !== '') && (
        <p class="filters-only">
          <span>{author === '' ? says.filters.slug(slug) : says.filters.author}</span>
          <button type="button" class="link-button" onClick={() => changeFilters({ author: '', slug: '' })}>
            {says.filters.clear}
          </button>
        </p>
      )}
    </div>
  )
}

function Search() {
  const says = words(QUEUE)
  const field = useRef<HTMLInputElement>(null)
  const { text } = filters.value
  useEffect(() => {
    // The address may change without the field, as with the browser's back button.
    if (field.current !== null) field.current.value = text
  }, [text])
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element <search> is newer than the oldest browser we serve.
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        changeFilters({ text: field.current?.value ?? '' })
        field.current?.blur()
      }}
    >
      <Icon name="search" />
      <label class="unseen" for="queue-search">
        {says.filters.search}
      </label>
      <input
        ref={field}
        id="queue-search"
        type="search"
        maxLength={200}
        placeholder={says.filters.searchHint}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
        onInput={(event) => {
          // The cross of a search field empties it without a submit.
          if (event.currentTarget.value === '' && filters.peek().text !== '') changeFilters({ text: '' })
        }}
      />
    </form>
  )
}
