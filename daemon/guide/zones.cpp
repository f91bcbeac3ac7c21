#include "guide/zones.hpp"

#include "guide/zone_marks.hpp"

namespace amends::guide {
namespace {

std::string overwritten(std::string_view text, const Marks& marks, bool keep_quotations) {
    std::string out(text);
    for (auto i = marks.find_first_not_of(own_mark); i < out.size(); i = marks.find_first_not_of(own_mark, i + 1)) {
        if (out[i] == '\n' || out[i] == '\r') continue;
        const char as = marks[i];
        if (as == break_mark) {
            out[i] = '\n';
        } else if (as == foreign_mark || (as == quotation_mark && !keep_quotations)) {
            out[i] = ' ';
        }
    }
    return out;
}

}  // namespace

Zones read_zones(std::string_view text) {
    Marks marks(text.size(), own_mark);
    mark_mail(text, marks);
    mark_markup(text, marks);
    mark_quotations(text, marks);
    return {overwritten(text, marks, false), overwritten(text, marks, true)};
}

}  // namespace amends::guide
