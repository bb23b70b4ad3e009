/** The comment that is answered, above the answer. */

import { words } from '../i18n.js'
import { QUEUE } from '../messages/queue.js'
import { hrefOf } from '../router.js'
import { contextOf } from './context.js'

export function Parent({ id }: { id: string }) {
  const says = words(QUEUE)
  const context = contextOf(id).value
  if (context.state !== 'ready')
    return <p class="parent quiet">{context.state === 'gone' ? says.parentGone : says.loadingParent}</p>
  const { author, body } = context.detail
  return (
    <blockquote class="parent">
      <p class="parent-name">
        <a href={hrefOf(`/comments/${id}`)}>{says.inReplyTo(author.name)}</a>
      </p>
      <p class="excerpt" dir="auto">
        {body}
      </p>
    </blockquote>
  )
}
