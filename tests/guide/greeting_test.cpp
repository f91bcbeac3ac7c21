#include "guide/greeting.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace amends::guide {
namespace {

struct Greeted {
    const char* name;
    const char* personal;
    const char* empathetic;
};

TEST(Greeting, IsTheFirstNameOrTheTitleAndTheSurname) {
    const std::vector<Greeted> all{
        {"Joyce", "Joyce", "Joyce"},
        {"Joyce Okafor", "Joyce", "Joyce Okafor"},
        {"Dr. Joyce Okafor", "Joyce", "Dr. Okafor"},
        {"Prof. Dr. Joyce Okafor", "Joyce", "Prof. Dr. Okafor"},
        {"Ms Okafor", "Ms Okafor", "Ms Okafor"},
        {"Mr Jan van der Berg", "Jan", "Mr van der Berg"},
        {"Dr van der Berg", "Dr van der Berg", "Dr van der Berg"},
        {"Maria-Anna von Stein", "Maria-Anna", "Maria-Anna von Stein"},
        {"Sir Paul Hartley", "Sir Paul", "Sir Paul"},
        {"J. Okafor", "J. Okafor", "J. Okafor"},
        {"Okafor, Joyce", "Joyce", "Joyce Okafor"},
        {"Joyce Okafor, PhD", "Joyce", "Joyce Okafor"},
        {"Joyce Okafor PhD", "Joyce", "Joyce Okafor"},
        {"OKAFOR Joyce", "Joyce", "OKAFOR Joyce"},
        {"Joyce Okafor (Lakeside)", "Joyce", "Joyce Okafor"},
        {"\u00c5sa Lindqvist", "\u00c5sa", "\u00c5sa Lindqvist"},
        {"\u5c71\u7530 \u592a\u90ce", "\u5c71\u7530 \u592a\u90ce", "\u5c71\u7530 \u592a\u90ce"},
        {"Joyce and Tom Okafor", "Joyce and Tom Okafor", "Joyce and Tom Okafor"},
        {"Lakeside Clinic", "Lakeside Clinic", "Lakeside Clinic"},
        {"The Hartley Family", "The Hartley Family", "The Hartley Family"},
    };
    for (const auto& each : all) {
        EXPECT_EQ(greeting_name(each.name, LetterTone::personal), each.personal) << each.name;
        EXPECT_EQ(greeting_name(each.name, LetterTone::empathetic), each.empathetic) << each.name;
    }
}

TEST(Greeting, IsNothingWhereTheNameIsNone) {
    for (const char* name : {"", "  ", "joyce@lakeside.example", "Okafor, Joyce, Lakeside", "Joyce; Tom", ","})
        EXPECT_EQ(greeting_name(name, LetterTone::personal), "") << name;
}

}  // namespace
}  // namespace amends::guide
