import { expect, it } from 'vitest'
import { createI18n } from '#renderer/i18n/i18n.ts'
import { logLineText } from './log-line-text.ts'

const t = createI18n().getFixedT('en', 'sync')
const text = (kind: string, detail = ''): string => {
  const { sentence, rest } = logLineText(t, { kind, detail }, 'SKU.io')
  return rest === '' ? sentence : `${sentence} | ${rest}`
}

it.each([
  ['connected', '', 'Connected to SKU.io'],
  ['sent', '1', '1 change was sent to SKU.io'],
  ['sent', '17', '17 changes were sent to SKU.io'],
  ['sweep-finished', '9900', 'The complete list of SKU.io was read: 9,900 customers'],
  ['sweep-question', '40/200', '40 of 200 customers are missing at SKU.io'],
  [
    'first-connection',
    'confirm',
    'SKU.io was read for the first time; it waits for you to check what belongs together',
  ],
  ['first-connection', 'done', 'SKU.io was read for the first time and is kept in step from now on'],
  ['failed', 'offline', 'Sync could not go on | no connection'],
  ['failed', 'app:held', 'Sync could not go on | app:held'],
  ['refused', '', 'SKU.io did not accept it'],
  ['something-newer', 'x', 'Sync | x'],
])('says %s %s as “%s”', (kind, detail, words) => {
  expect(text(kind, detail)).toBe(words)
})
