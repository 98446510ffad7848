export type Scalar = string | number | boolean | null;
export type Row = Record<string, Scalar>;
export type ChartKind = "line" | "stepped" | "area" | "bar" | "row" | "stack" | "stack100" | "combo" | "scatter" | "bubble" | "pie" | "doughnut" | "histogram" | "boxplot" | "waterfall" | "funnel" | "gauge" | "sankey" | "heatmap" | "treemap" | "single" | "table" | "pivot";
export interface ColumnFormat {
    style?: "number" | "currency" | "percent" | "duration" | "date";
    currency?: string;
    digits?: number;
    unit?: string;
    compact?: boolean;
    dateStyle?: "short" | "medium" | "long" | "full";
    /** What a page's `numberFormatting` puts around numbers; the server has no such texts. */
    prefix?: string;
    suffix?: string;
}
export interface Condition {
    column: string;
    operator: "gt" | "gte" | "lt" | "lte" | "equals" | "between";
    value: Scalar | [number, number];
    style: {
        color?: string;
        background?: string;
        bold?: boolean;
    };
}
export interface ChartSpec {
    type: ChartKind;
    x?: string;
    y?: string[];
    series?: string;
    size?: string;
    source?: string;
    target?: string;
    lines?: string[];
    min?: number;
    max?: number;
    goal?: number;
    trend?: string;
    bins?: number;
    formats?: Record<string, ColumnFormat>;
    conditions?: Condition[];
    colors?: string[];
}
export interface AnswerColumn {
    name: string;
    dataType: string;
    label: string;
}
export interface Answer {
    data: Row[];
    metaData: {
        columns: AnswerColumn[];
    };
    totalRecords: number;
    timeTaken: number;
    comparisonValue: number | null;
}
export type RangeValue = {
    min?: number | null;
    max?: number | null;
};
export type PeriodValue = {
    startDate?: string;
    endDate?: string;
    start?: string;
    end?: string;
    preset?: string;
};
export type FilterValue = Scalar | Scalar[] | RangeValue | PeriodValue;
export type FilterValues = Record<string, FilterValue>;
export interface FilterOption {
    value: Scalar;
    label: string;
}
export interface FilterDocument {
    name: string;
    label?: string;
    type: "string" | "number" | "date";
    variant: "select" | "multiselect" | "search" | "range" | "date";
    options: FilterOption[] | null;
    default: FilterValue | null;
    dependsOn?: string[];
    value?: FilterValue;
}
export interface MetricDocument {
    metricId: string;
    name: string;
    description: string | null;
    chart: ChartSpec;
    filters: FilterDocument[];
    drill: string[];
    isOwn: boolean;
    isPublished: boolean;
    query?: Question;
}
export type Breakpoint = "xl" | "lg" | "md" | "sm" | "xs" | "xxs";
export interface Place {
    x: number;
    y: number;
    w: number;
    h: number;
}
export type Places = Partial<Record<Breakpoint, Place>>;
export interface BlockDocument {
    id: string;
    kind: "metric" | "text" | "image";
    metricId?: string;
    text?: string;
    image?: {
        url: string;
        alt?: string;
    };
    tab?: string;
    at?: Places;
}
export interface Permissions {
    createMetrics: boolean;
    updateMetrics: boolean;
    deleteMetrics: boolean;
    changeLayout: boolean;
    manageMetrics: boolean;
    createViews: boolean;
    underlyingData: boolean;
    download: boolean;
    emailReports: boolean;
    showSidebar: boolean;
    showName: boolean;
}
/** Values of the dashboard's filters that were saved under a name. */
export interface ViewDocument {
    id: string;
    name: string;
    filters: FilterValues;
    blocks: Record<string, Places> | null;
    visibility: "private" | "tenant";
    canChange: boolean;
}
export interface ReportTimeDocument {
    frequency: "daily" | "weekly" | "monthly";
    day?: string;
    time: string;
    timezone: string;
}
/** A report that is sent by e-mail. */
export interface ReportDocument {
    id: string;
    subject: string;
    metricIds: string[];
    recipients: string[];
    format: "csv" | "xlsx";
    timeConfigurations: ReportTimeDocument;
    filters: FilterValues;
    nextAt: string;
    lastAt: string | null;
    problem: string | null;
}
export interface DashboardDocument {
    dashboardId: string;
    embedId: string;
    name: string;
    tabs: {
        id: string;
        name: string;
    }[];
    blocks: BlockDocument[];
    filters: FilterDocument[];
    metrics: MetricDocument[];
    views?: ViewDocument[];
    permissions: Permissions;
    timezone: string;
    theme: Record<string, unknown>;
}
export interface ProblemDocument {
    code: string;
    message: string;
}
/** What is around a metric that is embedded alone. */
export interface MetricSurroundings {
    embedId: string;
    permissions: Permissions;
    timezone: string;
    theme: Record<string, unknown>;
}
export type StreamMessage = {
    kind: "dashboard";
    dashboard: DashboardDocument;
} | {
    kind: "metric";
    metric: MetricDocument;
    view?: MetricSurroundings;
} | {
    kind: "answer";
    metricId: string;
    answer?: Answer;
    error?: ProblemDocument;
} | {
    kind: "end";
};
/** A measure, dimension or filter that is more than a name. */
export type QuestionPart = Record<string, unknown>;
/** The question of a metric, as the query endpoint takes it. */
export interface Question {
    measures?: (string | QuestionPart)[];
    dimensions?: (string | QuestionPart)[];
    timeDimensions?: {
        dimension: string;
        granularity?: string;
        dateRange?: string | [string, string];
    }[];
    filters?: unknown[];
    order?: {
        member: string;
        direction: "asc" | "desc";
    }[];
    limit?: number;
}
export interface FieldTable {
    table: string;
    label: string;
    columns: {
        member: string;
        label: string;
        dataType?: string;
    }[];
    measures: {
        member: string;
        label: string;
    }[];
}
/** A value of one column, as sent for drilling, cross-filtering and underlying rows. */
export interface Cell {
    member: string;
    value: Scalar;
}
export interface MetricRequest {
    metricId: string;
    filters?: FilterValues;
    crossFilters?: Cell[];
    drill?: Cell[];
    order?: {
        member: string;
        direction: "asc" | "desc";
    }[];
    limit?: number;
    offset?: number;
    search?: string;
}
