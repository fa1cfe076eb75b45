import { describe, expect, it } from 'vitest'
import { outcomeIn, previewIn } from './server-import-answers.ts'

const errorsOf = (errors: unknown) => {
  const preview = previewIn({ data: { total_rows: 1, errors } })
  return preview.ok ? preview.value.errors : null
}

describe('previewIn', () => {
  it('takes the counts without an envelope too, and leaves null what is not told', () => {
    expect(previewIn({ total_rows: '12', errors: [] })).toMatchObject({
      ok: true,
      value: { rows: 12, valid: null, alerts: [], errors: { list: [], total: 0 } },
    })
  })

  it('takes what the remote says instead of counts for an alert', () => {
    expect(previewIn({ message: 'The file is being read.' })).toMatchObject({
      ok: true,
      value: { rows: null, alerts: ['The file is being read.'] },
    })
  })

  it.each([[undefined], [{}], ['text'], [[]], [{ data: { total_rows: 'many' } }]])(
    'is no preview: %j',
    (body) => {
      expect(previewIn(body)).toMatchObject({ ok: false, error: { kind: 'protocol' } })
    },
  )

  it.each([
    [[{ row: 3, field: 'email', message: 'Bad.' }], { row: 3, field: 'email', message: 'Bad.' }],
    [[{ row: '3', message: ['Bad.', 'Twice.'] }], { row: 3, field: '', message: 'Bad. Twice.' }],
    [['Bad.'], { row: 0, field: '', message: 'Bad.' }],
    [{ '3.email': ['Bad.'] }, { row: 3, field: 'email', message: 'Bad.' }],
    [{ 'rows.3.email': 'Bad.' }, { row: 3, field: 'email', message: 'Bad.' }],
    [{ file: ['Bad.'] }, { row: 0, field: 'file', message: 'Bad.' }],
    [[{ line: 3, why: 'Bad.' }], { row: 0, field: '', message: '{"line":3,"why":"Bad."}' }],
  ])('reads the errors %j', (told, error) => {
    expect(errorsOf(told)).toEqual({ list: [error], total: 1 })
  })

  it('hands on a bounded part of what it is told, and how much there is', () => {
    const errors = Array.from({ length: 100_000 }, (_, at) => ({ row: at, message: 'x'.repeat(10_000) }))
    const rows = Array.from({ length: 100_000 }, (_, at) => ({
      row: at + 2,
      name: `N${at}`,
      nested: { a: 1 },
    }))
    const preview = previewIn({ data: { total_rows: 100_000, rows, errors } })
    if (!preview.ok) throw new Error(preview.error.kind)
    expect(preview.value.errors.total).toBe(100_000)
    expect(preview.value.errors.list).toHaveLength(500)
    expect(preview.value.errors.list[0]?.message.length).toBeLessThan(600)
    expect(preview.value.sample.columns).toEqual(['name'])
    expect(preview.value.sample.rows).toHaveLength(20)
    expect(preview.value.sample.rows[1]).toEqual({ row: 3, cells: ['N1'] })
  })
})

describe('outcomeIn', () => {
  it('counts what was done, whatever part of it is told', () => {
    expect(
      outcomeIn({ data: { created: 0, errors: null }, status: 'warning', warnings: { a: ['Slow.'] } }),
    ).toEqual({
      ...{ status: 'done', created: 0, updated: null, failed: null, alerts: ['Slow.'] },
      errors: { list: [], total: 0 },
    })
  })

  it('is a job where the remote takes the file and tells no counts', () => {
    expect(outcomeIn({ data: { job_id: 3 }, message: 'Queued.' })).toEqual({
      status: 'queued',
      message: 'Queued.',
    })
    expect(outcomeIn(undefined)).toEqual({ status: 'queued', message: '' })
  })

  it.each([[{}], [{ data: [] }], ['done'], [{ data: { total_rows: 4 } }]])(
    'leaves open what %j means',
    (body) => {
      expect(outcomeIn(body)).toMatchObject({ status: 'unknown', error: { kind: 'protocol' } })
    },
  )
})
