/** The table of filings: one row for each form filled in by one body for one period. */
import { Filing } from '../../model.ts'
import { column, type ExportTable } from '../column.ts'
import { HEAD_COLUMNS, SOURCE_COLUMNS } from './heads.ts'

const { shape } = Filing
const signoff = shape.signoff.shape

/** Filings. */
export const FILINGS: ExportTable = {
  name: 'filings',
  view: 'v_filings',
  all: 'v_all_filings',
  en: 'One row for each form filled in by one body for one period.',
  zh: '每份填报表一行。',
  key: ['filing_id'],
  columns: [
    ...HEAD_COLUMNS,
    column('title', shape.title, 'title as printed', '表名'),
    column('attachment_no', shape.attachmentNo, 'attachment number', '附件号'),
    column('department_code', shape.departmentCode, 'code of the department', '部门代码', { mof: 'dept_code' }),
    column('agency_code', shape.agencyCode, 'code of the agency', '单位代码', { mof: 'agency_code' }),
    column('project_period', shape.projectPeriod, 'period of the project as printed', '项目起止时间'),
    column('as_of', shape.asOf, 'date or month up to which a monitoring form reports', '截至日期（监控表）'),
    column('uscc', shape.uscc, 'unified social credit code', '统一社会信用代码'),
    column('duties', shape.duties, 'duties of the department', '部门职能职责概述'),
    column('status', shape.status, 'how the form was read: the first that applies', '读取状态'),
    column(
      'amount_unit',
      shape.amountUnit,
      'unit of the amounts; empty when the form states none',
      '金额单位；表中未注明时为空',
    ),
    column(
      'total_fen',
      'fen',
      'annual total in 分: full-year budget, else amount, else initial budget',
      '年度资金总额（分）：全年预算数，其次金额，再次年初预算数',
    ),
    column('total_yuan', 'yuan', 'the same in 元', '同上（元）'),
    column('total_yuan_number', 'number', 'the same for sorting and plotting', '同上（供排序和作图）'),
    column('total_weight', shape.totalWeight, 'points of the total row', '总分行的分值'),
    column('total_score', shape.totalScore, 'score of the total row', '总得分'),
    column('total_score_number', 'number', 'the same for sorting and plotting', '同上（供排序和作图）'),
    column('grade', shape.grade, 'grade as printed', '等级'),
    column('prepared_by', signoff.preparedBy, 'who filled in the form', '填表人', { personal: true }),
    column('phone', signoff.phone, 'telephone number', '联系电话', { personal: true }),
    column('filed_on', signoff.filedOn, 'date of filing', '填报日期'),
    column('head', signoff.head, 'head of the unit', '单位负责人', { personal: true }),
    column('indicators', 'integer', 'number of indicators', '指标个数', { nullable: false }),
    column('findings', 'integer', 'number of findings', '检查结果条数', { nullable: false }),
    column('characters', 'integer', 'significant characters of the form', '有效字符数', { nullable: false }),
    column('unread', 'integer', 'characters that no rule read', '未读字符数', { nullable: false }),
    column('copies', 'integer', 'further filings with the same facts', '内容相同的其他份数', { nullable: false }),
    column(
      'versions',
      'integer',
      'different filings with the same key, this one included',
      '同一主体同一年度的不同版本数',
    ),
    column('key', shape.key, 'form, year and subject; pairs and versions are found by it', '主键：表样、年度、主体'),
    column('subject', 'json', 'division, department, agency, project', '主体：区划、部门、单位、项目', {
      nullable: false,
    }),
    column('digest', shape.digest, 'hash of the printed facts: equal digest, a copy', '内容摘要；相同即为重复件'),
    SOURCE_COLUMNS[0]!,
    column('source_format', shape.source.shape.format, 'file format', '文件格式'),
    SOURCE_COLUMNS[1]!,
    column('sha256', 'text', 'hash of the file', '文件 SHA-256', { nullable: false }),
    column('version', 'text', 'the guibiao that read it', '读取所用的 guibiao 版本', { nullable: false }),
    column('rules_digest', 'text', 'hash of the rules that read it', '读取所用规则的摘要', { nullable: false }),
  ],
}
