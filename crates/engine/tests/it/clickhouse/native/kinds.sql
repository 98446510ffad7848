-- What ClickHouse 26.9 answers to this in the Native format is kinds.native.
SELECT
    number = 1 AS truth,
    toInt128('-170141183460469231731687303715884105728') AS least,
    toUInt256('115792089237316195423570985008687907853269984665640564039457584007913129639935') AS most,
    toDecimal256('-1234567890123456789012345678901234567890.0000000001', 10) AS wide,
    CAST('9999999999999999999999999999.9999999999' AS Decimal(38, 10)) AS exact,
    toUInt64(18446744073709551615) AS unsigned,
    toDate32('1900-01-01') + number AS day,
    toDateTime64('1969-12-31 23:59:59.250', 3, 'UTC') AS moment,
    CAST(if(number = 1, NULL, '2024-02-29 23:59:59.123456') AS Nullable(DateTime64(6, 'Europe/Oslo'))) AS local,
    toDateTime64('2262-01-01 00:00:00.000001000', 9, 'UTC') AS nanos,
    CAST(if(number = 1, NULL, 'low' || number) AS LowCardinality(Nullable(String))) AS low,
    CAST('b' AS Enum16('a' = -1, 'b' = 300)) AS named,
    toUUID('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11') AS id,
    toFixedString('ab', 4) AS fixed,
    toFloat32(0.1) AS single,
    NULL AS nothing,
    'Üzgün 😀' AS words
FROM numbers(3)
