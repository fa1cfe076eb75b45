import { expect, it } from 'vitest'
import { listFilesIn } from './opened-files.ts'

it('finds the lists among the arguments', () => {
  expect(
    listFilesIn(
      ['--no-sandbox', '/app', 'list.CSV', '/a/b.tsv', 'book.xlsx', '--x.csv', 'photo.png'],
      '/home/x',
    ),
  ).toEqual(['/home/x/list.CSV', '/a/b.tsv', '/home/x/book.xlsx'])
})
