// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/table.hpp"

#include <pybind11/stl.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "kring/table/delimited.hpp"

namespace {

namespace table = kring::table;
using table::Column;
using table::Table;
using Bytes = py::array_t<std::uint8_t, py::array::c_style>;

// Shares ownership of a Python object with C++ code that may let go of it on any thread.
std::shared_ptr<const void> shared(const py::object& object) {
  return {object.inc_ref().ptr(), [](const void* held) {
            if (Py_IsInitialized() == 0) return;
            const py::gil_scoped_acquire lock;
            py::handle(static_cast<PyObject*>(const_cast<void*>(held))).dec_ref();
          }};
}

template <class Struct>
Struct& content(const py::capsule& capsule, const char* name) {
  auto* found = static_cast<Struct*>(PyCapsule_GetPointer(capsule.ptr(), name));
  if (found == nullptr) throw py::error_already_set();
  return *found;
}

// A capsule that releases its content at its end, unless a consumer moved it out.
template <class Struct>
py::capsule capsule_of(table::Owned<Struct> content, const char* name) {
  auto held = std::make_unique<table::Owned<Struct>>(std::move(content));
  auto* pointer = PyCapsule_New(
      held->get(), name, [](PyObject* self) { delete static_cast<table::Owned<Struct>*>(PyCapsule_GetContext(self)); });
  if (pointer == nullptr) throw py::error_already_set();
  PyCapsule_SetContext(pointer, held.release());
  return py::reinterpret_steal<py::capsule>(pointer);
}

// A read-only array over memory that owner keeps alive.
template <class T>
py::array_t<T> array_over(std::span<const T> values, std::shared_ptr<const void> owner) {
  auto* held = new std::shared_ptr<const void>(std::move(owner));
  const py::capsule base(held, [](void* pointer) { delete static_cast<std::shared_ptr<const void>*>(pointer); });
  py::array_t<T> array(static_cast<py::ssize_t>(values.size()), values.data(), base);
  array.attr("flags").attr("writeable") = false;
  return array;
}

template <class T>
py::array_t<T> owned_array(std::vector<T> values) {
  auto owner = std::make_shared<const std::vector<T>>(std::move(values));
  return array_over<T>(*owner, owner);
}

// Values, and one byte a row with 0 where missing, or None when none is.
template <class T>
py::tuple arrays_of(const table::Values<T>& values) {
  py::object valid = py::none();
  if (values.has_missing())
    valid = owned_array(std::vector<std::uint8_t>(values.valid().begin(), values.valid().end()));
  return py::make_tuple(array_over<T>(values.values(), values.owner()), valid);
}

template <class T, class Array>
table::Values<T> values_of(const Array& values, const std::optional<Bytes>& valid) {
  const auto span = view<T>(values);
  if (!valid) return table::Values<T>(shared(values), span);
  const auto flags = view<std::uint8_t>(*valid);
  return table::Values<T>(shared(values), span, std::vector<std::uint8_t>(flags.begin(), flags.end()));
}

template <class T>
auto reader(table::Values<T> (*read)(const Table&, const std::string&)) {
  return [read](const Table& self, const std::string& name) {
    table::Values<T> values;
    {
      const py::gil_scoped_release unlock;
      values = read(self, name);
    }
    return arrays_of(values);
  };
}

py::tuple texts(const Table& self, const std::string& name) {
  table::TextColumn read;
  {
    const py::gil_scoped_release unlock;
    read = table::texts(self, name);
  }
  return py::make_tuple(owned_array(std::move(read.codes)), read.values);
}

Column text_column(const std::string& name, const py::list& texts) {
  table::TextBuilder builder(texts.size());
  for (const auto& text : texts) {
    if (text.is_none()) {
      builder.add_missing();
      continue;
    }
    Py_ssize_t size = 0;
    const char* data = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
    if (data == nullptr) throw py::error_already_set();
    builder.add({data, static_cast<std::size_t>(size)});
  }
  return builder.finish(name);
}

std::vector<std::string> column_names(const Table& self) {
  std::vector<std::string> names;
  for (const auto& column : self.columns()) names.push_back(column.name());
  return names;
}

void add_columns(py::module_& m) {
  py::class_<Column>(m, "Column").def_property_readonly("name", &Column::name).def("__len__", &Column::size);
  m.def(
      "integer_column",
      [](const std::string& name, const Integers& values, const std::optional<Bytes>& valid) {
        return table::make_column(name, values_of<std::int64_t>(values, valid));
      },
      py::arg("name"), py::arg("values").noconvert(), py::arg("valid").noconvert() = py::none());
  m.def(
      "number_column",
      [](const std::string& name, const Doubles& values, const std::optional<Bytes>& valid) {
        return table::make_column(name, values_of<double>(values, valid));
      },
      py::arg("name"), py::arg("values").noconvert(), py::arg("valid").noconvert() = py::none());
  m.def(
      "boolean_column",
      [](const std::string& name, const Bytes& values, const std::optional<Bytes>& valid) {
        return table::make_boolean_column(name, values_of<std::uint8_t>(values, valid));
      },
      py::arg("name"), py::arg("values").noconvert(), py::arg("valid").noconvert() = py::none());
  m.def(
      "time_column",
      [](const std::string& name, const std::string& format, const Integers& ticks, const std::optional<Bytes>& valid) {
        return table::make_time_column(name, format, values_of<std::int64_t>(ticks, valid));
      },
      py::arg("name"), py::arg("format"), py::arg("ticks").noconvert(), py::arg("valid").noconvert() = py::none());
  m.def(
      "date_column",
      [](const std::string& name, const py::array_t<std::int32_t, py::array::c_style>& days,
         const std::optional<Bytes>& valid) {
        return table::make_date_column(name, values_of<std::int32_t>(days, valid));
      },
      py::arg("name"), py::arg("days").noconvert(), py::arg("valid").noconvert() = py::none());
  m.def("missing_column", &table::make_missing_column, py::arg("name"), py::arg("rows"));
  m.def("text_column", &text_column, py::arg("name"), py::arg("texts"));
}

void add_reading(py::class_<Table>& table_class) {
  table_class.def("integers", reader<std::int64_t>(&table::integers), py::arg("name"))
      .def("numbers", reader<double>(&table::numbers), py::arg("name"))
      .def("stored_integers", reader<std::int64_t>(&table::stored_integers), py::arg("name"))
      .def("stored_numbers", reader<double>(&table::stored_numbers), py::arg("name"))
      .def("texts", &texts, py::arg("name"))
      .def(
          "type_format",
          [](const Table& self, const std::string& name) {
            return std::string(table::detail::format_of(table::detail::value_schema(self.column(name))));
          },
          py::arg("name"))
      .def(
          "type_name",
          [](const Table& self, const std::string& name) { return table::type_name(self.column(name).schema()); },
          py::arg("name"));
}

void add_arrow(py::class_<Table>& table_class) {
  table_class
      .def_static(
          "from_stream",
          [](const py::capsule& stream, const std::string& name) {
            return table::import_stream(content<ArrowArrayStream>(stream, "arrow_array_stream"), name);
          },
          py::arg("stream"), py::arg("name"))
      .def_static(
          "from_array",
          [](const py::capsule& schema, const py::capsule& array, const std::string& name) {
            return table::import_array(content<ArrowSchema>(schema, "arrow_schema"),
                                       content<ArrowArray>(array, "arrow_array"), name);
          },
          py::arg("schema"), py::arg("array"), py::arg("name"))
      .def("__arrow_c_schema__",
           [](const Table& self) { return capsule_of(table::export_schema(self), "arrow_schema"); })
      .def(
          "__arrow_c_stream__",
          [](const Table& self, const py::object&) {
            return capsule_of(table::export_stream(self), "arrow_array_stream");
          },
          py::arg("requested_schema") = py::none());
}

void add_files(py::module_& m) {
  m.def(
      "delimited_shape",
      [](const py::bytes& text, char delimiter) {
        const auto content = static_cast<std::string_view>(text);
        table::DelimitedShape shape;
        {
          const py::gil_scoped_release unlock;
          shape = table::delimited_shape(content, delimiter);
        }
        return py::make_tuple(shape.names, shape.leading_zeros, shape.rows);
      },
      py::arg("text"), py::arg("delimiter"));
}

}  // namespace

void bind_table(py::module_& m) {
  add_columns(m);
  add_files(m);
  py::class_<Table> table_class(m, "Table");
  table_class.def(py::init<std::string, std::vector<Column>>(), py::arg("name"), py::arg("columns"))
      .def_property_readonly("name", &Table::name)
      .def_property_readonly("num_rows", &Table::num_rows)
      .def_property_readonly("column_names", &column_names)
      .def("__len__", &Table::num_rows)
      .def("__contains__", [](const Table& self, const std::string& name) { return self.contains(name); })
      .def(
          "column", [](const Table& self, const std::string& name) { return self.column(name); }, py::arg("name"))
      .def(
          "select", [](const Table& self, const std::vector<std::string>& names) { return self.select(names); },
          py::arg("names"))
      .def("renamed", &Table::renamed, py::arg("from_name"), py::arg("to_name"))
      .def("named", &Table::named, py::arg("name"))
      .def(
          "with_columns", [](const Table& self, const std::vector<Column>& columns) { return self.with(columns); },
          py::arg("columns"));
  add_reading(table_class);
  add_arrow(table_class);
}
