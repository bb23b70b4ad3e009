/** Messages at the edge: said aloud, gone by themselves, closed by hand. */

import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { dismiss, notices } from '../notices.js'
import { Icon } from '../parts/icon.js'

export function NoticeList() {
  return (
    <div class="notices" role="status">
      {notices.value.map(({ id, kind, text }) => (
        <div key={id} class={`notice notice-${kind}`}>
          <p>{text}</p>
          <button type="button" class="icon-button" aria-label={words(COMMON).close} onClick={() => dismiss(id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  )
}
