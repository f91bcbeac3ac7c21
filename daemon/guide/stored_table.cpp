#include "guide/stored_table.hpp"

#include <string>
#include <utility>

namespace amends::guide {
namespace {

class Building {
public:
    explicit Building(std::span<const StoredNode> nodes) : left_(nodes) {}

    toml::table table() {
        toml::table made;
        each([&](const StoredNode& node, auto value) { made.emplace_hint(made.cend(), node.key, std::move(value)); });
        return made;
    }

private:
    toml::array array() {
        toml::array made;
        each([&](const StoredNode&, auto value) { made.push_back(std::move(value)); });
        return made;
    }

    template <class Put>
    void each(Put put) {
        while (!left_.empty()) {
            const StoredNode& node = left_.front();
            left_ = left_.subspan(1);
            switch (node.kind) {
                case StoredKind::table: put(node, table()); break;
                case StoredKind::array: put(node, array()); break;
                case StoredKind::text: put(node, std::string(node.text)); break;
                case StoredKind::integer: put(node, std::int64_t{node.number}); break;
                case StoredKind::boolean: put(node, node.number != 0); break;
                case StoredKind::end: return;
            }
        }
    }

    std::span<const StoredNode> left_;
};

}  // namespace

toml::table table_of(std::span<const StoredNode> nodes) { return Building(nodes).table(); }

}  // namespace amends::guide
