import { expect, it } from 'vitest'
import { copyFileName } from './backup-folder.ts'

it('proposes a name for a copy that says whose it is and when it was made, by the clock of this computer', () => {
  const at = new Date(2026, 10, 5, 7, 3, 59).getTime()
  expect(copyFileName('My customers', at)).toBe('My customers 2026-11-05 07-03.deskbackup')
})
