/** One's own account: passkeys, password and one-time codes, sessions; and what makes a hard day easier. */

import { words } from '../i18n.js'
import { ACCOUNT } from '../messages/account.js'
import { COMMON } from '../messages/common.js'
import { Page } from '../parts/page.js'
import { session } from '../session.js'
import { WellnessSection } from '../wellness/wellness-section.js'
import { PasskeySection } from './passkey-section.js'
import { PasswordSection } from './password-section.js'
import { SessionSection } from './session-section.js'

export function AccountPage() {
  const says = words(ACCOUNT)
  const moderator = session.value?.moderator
  if (moderator === undefined) return null
  return (
    <Page title={words(COMMON).pages.account} lead={says.lead(moderator.name, moderator.login)}>
      <PasskeySection />
      <PasswordSection />
      <SessionSection />
      <WellnessSection />
    </Page>
  )
}
