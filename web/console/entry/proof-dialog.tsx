/** Windows above the console: prove again who you are, or log in again after the session ended. Nothing behind is lost. */

import { words } from '../i18n.js'
import { ENTRY } from '../messages/entry.js'
import { Dialog } from '../parts/dialog.js'
import { hasExpired, logIn, logInWithPasskey, proveAgain, session } from '../session.js'
import { pendingProof } from './proof.js'
import { SignInForm } from './sign-in.js'

export function ProofDialog() {
  const says = words(ENTRY)
  const answer = pendingProof.value
  const login = session.value?.moderator.login
  if (answer === null || login === undefined) return null
  return (
    <Dialog title={says.proveAgain} onClose={() => answer(false)}>
      <p class="entry-lead">{says.proveAgainLead}</p>
      <SignInForm
        login={login}
        onProve={async (proof) => {
          await proveAgain(
            proof === 'passkey'
              ? proof
              : { password: proof.password, ...(proof.code === undefined ? {} : { code: proof.code }) },
          )
          answer(true)
        }}
      />
    </Dialog>
  )
}

export function ExpiredDialog() {
  const says = words(ENTRY)
  if (!hasExpired.value) return null
  return (
    <Dialog title={says.expired}>
      <p class="entry-lead">{says.expiredLead}</p>
      <SignInForm onProve={(proof) => (proof === 'passkey' ? logInWithPasskey() : logIn(proof))} />
    </Dialog>
  )
}
