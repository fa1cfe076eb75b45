import { columnTargetsOf } from '#shared/csv/column-target.ts'
import { skuColumnTargetsOf } from '#shared/csv/sku-mapping-columns.ts'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { CustomerImport } from './customer-import.ts'
import { CustomerUndo } from './customer-undo.ts'
import type { ImportContext, ImportPlan } from './import-plan.ts'
import type { ImportRounds, ImportSubject } from './import-subject.ts'
import { SkuMappingImport } from './sku-mapping-import.ts'
import { SkuMappingUndo } from './sku-mapping-undo.ts'
import type { UndoSubject } from './undo-subject.ts'

/** What the rows of a plan are to become. */
export function subjectOf(context: ImportContext, plan: ImportPlan, rounds: ImportRounds): ImportSubject {
  const { identity, header, options, customerId } = plan
  if (plan.kind === 'customers') {
    let ids = 0
    // Real ids take longer to make than all else of an address, and here they are not kept.
    const newId = rounds.pass === 'looking' ? () => `looking-${(ids += 1)}` : context.newId
    const file = { header, mapping: columnTargetsOf(plan.mapping), options }
    return new CustomerImport({ ...context, newId }, identity, file, rounds)
  }
  const file = { mapping: skuColumnTargetsOf(plan.mapping), customerId, mode: options.mode }
  return new SkuMappingImport(context, identity, file, rounds)
}

/** What takes an import back. */
export function undoSubjectOf(context: ImportContext, batch: ImportBatch): UndoSubject {
  return batch.kind === 'customers' ? new CustomerUndo(context, batch) : new SkuMappingUndo(context, batch.id)
}
