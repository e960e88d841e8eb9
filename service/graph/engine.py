"""Answers GraphQL requests: document → plan → one statement → the body, with what can be kept
kept."""

from __future__ import annotations

import json
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from graphql import DocumentNode, OperationDefinitionNode

from service.compiler.cache import RecentCache
from service.compiler.cost import conditions, cost
from service.compiler.plan import Constant, Node, Variables
from service.compiler.statement import Statement, compile_statement
from service.database.pool import Reader
from service.errors import Code, OperationRefused
from service.graph.any_noun import ENTITIES
from service.graph.cost_report import Cost
from service.graph.documents import Document, read_document
from service.graph.introspection import (
    ABOUT_SCHEMA,
    document_about_schema,
    introspect,
    introspection_cost,
)
from service.graph.kept import (
    READ_STATE,
    STATE,
    Answer,
    KeptAnswers,
    is_steady,
    mark_of,
    question_of,
)
from service.graph.limits import Limits
from service.graph.planning import Planner
from service.graph.request import GraphQLRequest
from service.graph.schema import schema
from service.graph.selection import FieldGroups, Selections
from service.graph.shape import Shaper
from service.graph.variables import VariableReader

# Objects of an answer that is worth keeping: to look up fewer costs no more than to read the state.
WORTH_KEEPING = 4


@dataclass(frozen=True, slots=True)
class Prepared:
    """One operation of one document: what is known before any value is."""

    document: Document
    operation: OperationDefinitionNode
    variables: VariableReader
    shaper: Shaper


@dataclass(frozen=True, slots=True)
class Lasting:
    """Of a plan whose answer is a function of its values and the state of the data: a digest of
    what it asks, and the statement that tells the state too."""

    name: bytes
    statement: Statement


@dataclass(frozen=True, slots=True)
class Plan:
    """What answers every request of one shape: the keys of the answer, and where each value is
    from.

    A root value is a column of the statement, a text known already, or None for introspection.
    """

    keys: tuple[str, ...]
    values: tuple[int | bytes | None, ...]
    statement: Statement | None
    introspection: DocumentNode | None
    cost: int
    lasting: Lasting | None


class Engine:
    """Plans and answers operations against one database.

    Everything that does not depend on a request's values is kept: documents by their text, plans by
    text, operation and shape of the variables. Answers are kept for the state of the data that they
    were made of, within `kept_bytes`. All caches are bounded.
    """

    def __init__(
        self,
        database: Reader,
        limits: Limits,
        *,
        introspection: bool = True,
        kept_bytes: int = 0,
    ) -> None:
        self._database = database
        self._limits = limits
        self._introspection = introspection
        self._schema = schema._schema
        self._prepared: RecentCache[tuple[str, str | None], Prepared] = RecentCache(
            entries=1_000, weight=2_000_000
        )
        self._plans: RecentCache[Hashable, Plan] = RecentCache(entries=1_000, weight=16_000_000)
        self._kept = KeptAnswers(kept_bytes)

    async def answer(self, request: GraphQLRequest) -> bytes:
        """The whole body of the response, `{"data":…}`, for a request that can be answered.

        Raises OperationRefused for what the client can mend, OperationFailed for what it cannot.
        """
        variables, plan = self._planned(request)
        values = plan.statement.values(variables) if plan.statement else ()
        if plan.lasting is None or plan.cost < WORTH_KEEPING or not self._kept.size:
            row: Sequence[bytes | None] = ()
            if plan.statement is not None:
                row = await self._database.read_row(plan.statement.text, values)
            introspected: Mapping[str, object] = {}
            if plan.introspection is not None:
                introspected = introspect(self._schema, plan.introspection, request.variables)
            return _body(plan, row, introspected)
        answer = await self._lasting_answer(plan, plan.lasting, values, ())
        assert answer.body is not None
        return answer.body

    async def answer_unless_known(self, request: GraphQLRequest, known: Collection[str]) -> Answer:
        """The same with its mark; without a body where that is among the marks known already."""
        variables, plan = self._planned(request)
        if plan.lasting is None:
            return Answer(await self.answer(request), None)
        values = plan.lasting.statement.values(variables)
        return await self._lasting_answer(plan, plan.lasting, values, known)

    async def _lasting_answer(
        self, plan: Plan, lasting: Lasting, values: Sequence[object], known: Collection[str]
    ) -> Answer:
        """What the client has, what is kept, or what PostgreSQL says: of the present state."""
        question = question_of(lasting.name, values)
        if known or self._kept.has(question):
            (state,) = await self._database.read_row(READ_STATE, ())
            if state is not None:
                mark = mark_of(question, state)
                if mark in known:
                    return Answer(None, mark)
                if (kept := self._kept.get(question, state)) is not None:
                    return Answer(kept, mark)
        *row, state = await self._database.read_row(lasting.statement.text, values)
        body = _body(plan, row, {})
        if state is None:
            return Answer(body, None)
        if plan.cost >= WORTH_KEEPING:
            self._kept.put(question, state, body)
        return Answer(body, mark_of(question, state))

    def explain(self, request: GraphQLRequest) -> Plan:
        """The plan of a request, without running it."""
        return self._planned(request)[1]

    def price(self, request: GraphQLRequest) -> Cost:
        """What a request costs, without running it; refuses what would be refused anyhow."""
        return Cost(self.explain(request).cost, self._limits.cost)

    def _planned(self, request: GraphQLRequest) -> tuple[Variables, Plan]:
        prepared = self._prepare(request)
        variables = prepared.variables.read(request.variables)
        return variables, self._plan(prepared, request, variables)

    def _prepare(self, request: GraphQLRequest) -> Prepared:
        key = (request.query, request.operation_name)
        found = self._prepared.get(key)
        if found is None:
            document = read_document(
                self._schema, request.query, self._limits, introspection=self._introspection
            )
            operation = document.operation(request.operation_name)
            found = Prepared(
                document,
                operation,
                VariableReader(
                    self._schema, operation, self._limits, suggestions=self._introspection
                ),
                Shaper(self._schema, document.node, operation),
            )
            self._prepared.put(key, found, len(request.query))
        return found

    def _plan(self, prepared: Prepared, request: GraphQLRequest, variables: Variables) -> Plan:
        key = (request.query, request.operation_name, prepared.shaper.shape(variables))
        plan = self._plans.get(key)
        if plan is None:
            plan = self._make_plan(prepared, variables)
            weight = len(request.query) + (len(plan.statement.text) if plan.statement else 0)
            self._plans.put(key, plan, weight)
        return plan

    def _make_plan(self, prepared: Prepared, variables: Variables) -> Plan:
        document = prepared.document
        selections = Selections(self._schema, document.fragments, variables)
        planner = Planner(self._schema, ENTITIES, self._limits, selections, variables)
        root_type = self._schema.query_type
        assert root_type is not None
        groups = selections.fields(root_type, [prepared.operation.selection_set])
        about_schema = {
            key: nodes for key, nodes in groups.items() if nodes[0].name.value in ABOUT_SCHEMA
        }
        asked = {key: nodes for key, nodes in groups.items() if key not in about_schema}
        nodes = {node.key: node for node in planner.fields(root_type, asked)}
        expected = self._affordable(
            tuple(nodes.values()), introspection_cost(self._schema, selections, about_schema)
        )
        introspection = document_about_schema(prepared.operation, document.fragments, about_schema)
        return _assembled(groups, nodes, introspection, expected)

    def _affordable(self, nodes: tuple[Node, ...], beside: int) -> int:
        """The cost of a plan and what is asked beside it; refuses what is too dear."""
        expected, tested = cost(nodes) + beside, conditions(nodes)
        if expected > self._limits.cost:
            raise OperationRefused.because(
                Code.COST_LIMIT_EXCEEDED,
                f"The query could cost {expected:,}; at most {self._limits.cost:,} is allowed. Ask "
                "for smaller pages or fewer levels, or for less that is searched and counted.",
            )
        if tested > self._limits.conditions:
            raise OperationRefused.because(
                Code.COST_LIMIT_EXCEEDED,
                f"The filters have {tested:,} conditions; at most {self._limits.conditions:,} are "
                "allowed. `in` takes many values as one condition.",
            )
        return expected


def _assembled(
    groups: FieldGroups,
    nodes: Mapping[str, Node],
    introspection: DocumentNode | None,
    expected: int,
) -> Plan:
    """Where each root value of the answer comes from, in the order asked."""
    columns: list[Node] = []
    values: list[int | bytes | None] = []
    for key in groups:
        node = nodes.get(key)
        if node is None:
            values.append(None)
        elif isinstance(node, Constant):
            values.append(json.dumps(node.text).encode())
        else:
            values.append(len(columns))
            columns.append(node)
    statement = compile_statement(columns) if columns else None
    lasting: Lasting | None = None
    if statement is not None and introspection is None and is_steady(statement.text):
        asked = repr((statement.text, tuple(groups), values))
        name = blake2b(asked.encode(), digest_size=32).digest()
        lasting = Lasting(name, statement.beside(STATE))
    return Plan(tuple(groups), tuple(values), statement, introspection, expected, lasting)


def _body(plan: Plan, row: Sequence[bytes | None], introspected: Mapping[str, object]) -> bytes:
    members: list[bytes] = []
    for key, value in zip(plan.keys, plan.values, strict=True):
        if value is None:
            text = json.dumps(introspected[key], ensure_ascii=False, separators=(",", ":")).encode()
        elif isinstance(value, bytes):
            text = value
        else:
            text = row[value] or b"null"
        members.append(b'"%b":%b' % (key.encode(), text))
    return b'{"data":{%b}}' % b",".join(members)
