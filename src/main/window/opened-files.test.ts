import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { expect, it } from 'vitest'
import { listFilesIn, OpenedFiles } from './opened-files.ts'

it('finds the lists among the arguments', () => {
  expect(
    listFilesIn(
      ['--no-sandbox', '/app', 'list.CSV', '/a/b.tsv', 'book.xlsx', '--x.csv', 'photo.png'],
      '/home/x',
    ),
  ).toEqual(['/home/x/list.CSV', '/a/b.tsv', '/home/x/book.xlsx'])
})

/** The part of Electron that tells of starts, played by hand. */
function startedWith(...args: string[]) {
  const relaunched: unknown[] = []
  const events = Object.assign(new EventEmitter(), {
    relaunch: (options: unknown) => relaunched.push(options),
  })
  const files = new OpenedFiles(events as unknown as Pick<App, 'on' | 'relaunch'>, args)
  const secondStart = (...more: string[]) => events.emit('second-instance', {}, more, '/home/x')
  const window = { isMinimized: () => false, restore: () => undefined, focus: () => undefined }
  return { files, relaunched, secondStart, window }
}

it('hands the files of a second start to the window that is open', () => {
  const { files, relaunched, secondStart, window } = startedWith('/app', '/first.csv')
  let told = 0
  files.follow(
    window,
    () => (told += 1),
    () => false,
  )
  secondStart('/app', 'second.csv')
  expect(files.take()).toEqual(['/first.csv', '/home/x/second.csv'])
  expect(told).toBe(1)
  expect(relaunched).toEqual([])
})

it('starts anew for a second start that comes while the window closes', () => {
  const { files, relaunched, secondStart, window } = startedWith('--no-sandbox', '/app', '/first.csv')
  files.follow(
    window,
    () => undefined,
    () => true,
  )
  secondStart('/app', 'second.csv')
  expect(relaunched).toEqual([{ args: ['--no-sandbox', '/app', '/home/x/second.csv'] }])
})
