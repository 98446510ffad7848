-- because: not declared|session|parameter|not allowed|cannot be read|no 
SELECT @@version AS a FROM orders
SELECT @@datadir AS a FROM orders
SELECT @@global.secure_file_priv AS a FROM orders
SELECT @a AS a FROM orders
SELECT @a := 1 AS a FROM orders
SELECT id FROM orders WHERE id = @p1
SELECT id FROM orders WHERE id = $1
SELECT id FROM orders WHERE id = $0
SELECT id FROM orders WHERE id = ?
SELECT id FROM orders WHERE id = ?1
SELECT id FROM orders WHERE id = :a
SELECT id FROM orders WHERE id = :1
SELECT id FROM orders WHERE id = {p1:Int64}
SELECT id FROM orders WHERE id = %s
SELECT id FROM orders WHERE id = %(a)s
SELECT id FROM orders WHERE id = ${a}
SELECT id FROM orders WHERE id = #{a}
SELECT id FROM orders WHERE id = {a}
SELECT id FROM orders WHERE id = {{a}
SELECT id FROM orders WHERE id = {a}}
SELECT id FROM orders WHERE id = {{{a}}}
SELECT id FROM orders WHERE id = {{{{a}}}}
SELECT id FROM orders WHERE id = {{}}
SELECT id FROM orders WHERE id = {{a b}}
SELECT id FROM orders WHERE id = {{a + 1}}
SELECT id FROM orders WHERE id = {{'a'}}
SELECT id FROM orders WHERE id = {{"a"}}
SELECT id FROM orders WHERE id = {{undeclared}}
SELECT id FROM orders WHERE id = '{{undeclared}}'
SELECT id FROM orders WHERE status = 'x{{undeclared}}'
SELECT id FROM orders WHERE status = '{{a}} OR 1=1'
SELECT id FROM orders WHERE status = '{{a}}{{b}}'
SELECT id FROM orders WHERE id = {{client_id_variable}}
SELECT id FROM orders WHERE id = '{{client_id_variable}}'
SELECT client_id_variable.id FROM orders
SELECT id FROM client_id_variable
SELECT id AS client_id_variable FROM orders
SELECT id FROM orders client_id_variable
SELECT CLIENT_ID_VARIABLE AS a FROM orders
SELECT id FROM orders WHERE id = "client_id_variabl"
SELECT {{DATABASE_NAME}} AS a FROM orders
SELECT '{{DATABASE_NAME}}' AS a FROM orders
SELECT id FROM {{DATABASE_NAME}}
SELECT id FROM {{DATABASE_NAME}}.orders
SELECT id FROM {{DATABASE_NAME}}.public.orders
SELECT id FROM {{DATABASE_NAME}}.{{DATABASE_NAME}}.orders
SELECT id FROM "{{DATABASE_NAME}}".orders
SELECT {{DATABASE_NAME}}.id FROM orders
SELECT id FROM orders AS {{DATABASE_NAME}}
SELECT id FROM {{tables}}
SELECT {{columns}} FROM orders
SELECT id FROM orders ORDER BY {{column}}
SELECT id FROM orders LIMIT {{rows}}
SELECT id FROM orders LIMIT client_id_variable
{{everything}}
SELECT id FROM orders {{where}}
SELECT id FROM orders WHERE {{condition}}
SELECT id FROM orders WHERE id IN {{ids}}
SELECT id FROM orders WHERE id = <%= a %>
SELECT id FROM orders WHERE {% if a %} TRUE {% endif %}
