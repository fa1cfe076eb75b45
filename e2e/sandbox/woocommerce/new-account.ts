import { setTimeout as wait } from 'node:timers/promises'
import { Refusal } from './refusal.ts'
import { isEmail } from './stored-text.ts'
import type { StoredUser, UserInput } from './user-record.ts'
import type { WooRemote } from './woo-env.ts'

/** Codes that a loser of overlapping creates is answered with, in turn. */
const DUPLICATE_CODES = [
  'registration-error-email-exists',
  'existing_user_email',
  'existing_user_login',
  'registration-error-username-exists',
] as const

/** How long a create takes between looking for its e-mail and writing, in ms. */
const CREATE_TAKES_MS = 5

/**
 * Makes an account as both APIs do, and mails its owner. Throws a refusal for an e-mail that is no e-mail, taken (by
 * whatever role and case), or under way; for a login that is taken or too long; for a password or login that the store
 * does not make by itself.
 */
export async function newAccount(
  remote: WooRemote,
  input: UserInput & { password?: string },
  how: 'legacy' | 'modern',
): Promise<StoredUser> {
  const { store, behaviour, creating } = remote
  const email = input.email ?? ''
  if (email === '')
    throw new Refusal(400, 'registration-error-invalid-email', 'Please provide a valid email address.')
  if (!isEmail(email)) throw new Refusal(400, 'customer_invalid_email', 'Invalid email address.')
  if (store.byEmail(email).length > 0) throw duplicate(0)
  if (input.login === undefined || input.login === '') {
    if (!behaviour.generatesUsernames) {
      throw new Refusal(400, 'registration-error-invalid-username', 'Please enter a valid account username.')
    }
    if ((email.split('@')[0] ?? '').length > 60) {
      throw new Refusal(400, 'user_login_too_long', 'Username may not be longer than 60 characters.')
    }
  } else if (store.isLoginTaken(input.login)) {
    throw new Refusal(
      400,
      'registration-error-username-exists',
      'An account is already registered with that username. Please choose another.',
    )
  }
  if (!behaviour.generatesPasswords && (input.password ?? '') === '') {
    throw new Refusal(400, 'registration-error-missing-password', 'Please enter an account password.')
  }
  return written(remote, { ...input, email }, how, creating)
}

async function written(
  { store, behaviour }: WooRemote,
  input: UserInput & { email: string },
  how: 'legacy' | 'modern',
  creating: Map<string, number>,
): Promise<StoredUser> {
  const key = input.email.toLowerCase()
  const ahead = creating.get(key) ?? 0
  creating.set(key, ahead + 1)
  try {
    const doubles = how === 'legacy' && behaviour.overlappingCreates === 'doubled'
    if (ahead > 0 && !doubles) throw duplicate(ahead)
    await wait(CREATE_TAKES_MS)
    const { login, ...rest } = input
    const user = store.createUser(login === undefined || login === '' ? rest : { ...rest, login }, {}, how)
    store.mails.push(user.email)
    return user
  } finally {
    const left = (creating.get(key) ?? 1) - 1
    if (left === 0) creating.delete(key)
    else creating.set(key, left)
  }
}

function duplicate(ahead: number): Refusal {
  return new Refusal(
    400,
    DUPLICATE_CODES[ahead % DUPLICATE_CODES.length] ?? 'registration-error-email-exists',
    'An account is already registered with your email address. <a href="#" class="showlogin">Please log in.</a>',
  )
}
