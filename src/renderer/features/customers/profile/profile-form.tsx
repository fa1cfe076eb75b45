import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { Fragment, useCallback, useState, type ReactNode } from 'react'
import type { CustomerField } from '#shared/domain/customer.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import type { FieldProblem } from './draft-problems.ts'
import { ProfileField } from './profile-field.tsx'
import { nameField, shownSections, type ProfileEdits, type ProfileValues } from './profile-fields.ts'
import classes from './profile.module.css'

interface ProfileFormProps {
  /** With the edits on top. */
  values: ProfileValues
  onEdit: (edit: ProfileEdits) => void
  problems: ReadonlyMap<string, FieldProblem>
  /** True shows all problems, otherwise those of fields that were left or touched before. */
  showAllProblems: boolean
  /** A new customer: the name has the focus, and its first address is asked for. */
  isNew: boolean
  /** True where the remote has the customer. */
  isLinked: boolean
  /** The section of the first address, after how to reach the customer. */
  rootAddress?: ReactNode
}

/** The editable fields of a customer in short sections; the addresses have a tab of their own. */
export function ProfileForm(props: ProfileFormProps) {
  const { values, onEdit, problems, showAllProblems, isNew, isLinked, rootAddress } = props
  const t = useText('customers')
  const { capabilities } = useWorkspace()
  const [all, setAll] = useState(false)
  const [left, setLeft] = useState<ReadonlySet<CustomerField>>(new Set())
  const remote = capabilities?.displayName ?? ''
  const onChange = useCallback(
    (field: CustomerField, value: string | boolean | string[]) => {
      onEdit({ [field]: value })
    },
    [onEdit],
  )
  const onBlur = useCallback((field: CustomerField) => {
    setLeft((before) => (before.has(field) ? before : new Set([...before, field])))
  }, [])
  return (
    <div>
      {shownSections(values, capabilities, { all, isNew }).map(({ id, fields }) => (
        <Fragment key={id}>
          <section className={classes.section} aria-label={t(`sections.${id}`, { remote })}>
            <h2 className={classes.sectionTitle}>
              {t(`sections.${id}`, { remote })}
              {id === 'defaults' && (
                <div className={classes.sectionHint}>{t('sections.defaultsHint', { remote })}</div>
              )}
            </h2>
            {fields.map((field) => {
              const problem = problems.get(field)
              return (
                <ProfileField
                  key={field}
                  field={field}
                  value={values[field]}
                  onChange={onChange}
                  onBlur={onBlur}
                  problem={showAllProblems || left.has(field) ? problem : undefined}
                  required={capabilities?.requirements.required.includes(field) ?? false}
                  missingAt={capabilities === null || capabilities.fields.includes(field) ? '' : remote}
                  fixedAt={isLinked && capabilities?.createOnlyFields?.includes(field) === true ? remote : ''}
                  autoFocus={isNew && field === nameField(capabilities)}
                />
              )
            })}
          </section>
          {id === 'contact' && rootAddress}
        </Fragment>
      ))}
      <Button
        variant="subtle"
        color="gray"
        leftSection={all ? <IconChevronUp size={15} /> : <IconChevronDown size={15} />}
        onClick={() => {
          setAll(!all)
        }}
      >
        {all ? t('fields.fewer') : t('fields.more')}
      </Button>
    </div>
  )
}
