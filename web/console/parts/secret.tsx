/** Something that is shown once: a key, an invitation's link. */

import { words } from '../i18n.js'
import { COMMON } from '../messages/common.js'
import { notify } from '../notices.js'

export function Secret({ value, label }: { value: string; label: string }) {
  const common = words(COMMON)
  const copy = (): void => {
    navigator.clipboard.writeText(value).then(
      () => notify('done', common.copied),
      // The browser may refuse; the text can be selected by hand.
      () => notify('problem', common.failed),
    )
  }
  return (
    <div class="secret-box">
      <input
        class="input"
        aria-label={label}
        readOnly
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" class="button button-quiet" onClick={copy}>
        {common.copy}
      </button>
    </div>
  )
}
