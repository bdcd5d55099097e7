//! Names in the properties of a document: a person's is told, an office's or a program's is not.

/// What ends or marks the name of an office, a company or a body.
const OFFICES: [&str; 24] = [
    "政府",
    "办公室",
    "人民",
    "委员会",
    "街道",
    "社区",
    "中心",
    "公司",
    "集团",
    "支队",
    "大队",
    "法院",
    "学校",
    "医院",
    "协会",
    "小组",
    "领导",
    "局",
    "厅",
    "办",
    "府",
    "委",
    "镇",
    "科室",
];
/// What programs and machines call themselves and their owners.
const MACHINES: [&str; 28] = [
    "admin",
    "user",
    "microsoft",
    "windows",
    "wps",
    "office",
    "openpyxl",
    "python",
    "apache",
    "poi",
    "pc",
    "lenovo",
    "dell",
    "hp",
    "asus",
    "acer",
    "huawei",
    "thinkpad",
    "desktop",
    "computer",
    "owner",
    "guest",
    "default",
    "libreoffice",
    "adobe",
    "用户",
    "微软",
    "管理员",
];

/// Whether a name is empty, an office's, or a machine's.
pub(super) fn is_nobody(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let length = name.chars().count();
    let is_machine = MACHINES.iter().any(|word| name.contains(word));
    // Three characters are a person's name unless they end as only an office's does.
    let is_office = OFFICES.iter().any(|word| if length > 3 { name.contains(word) } else { length == 3 && name.ends_with(word) });
    length == 0 || is_machine || is_office || !name.chars().any(char::is_alphabetic)
}

/// `张**`
pub(super) fn masked(name: &str) -> String {
    name.trim().chars().enumerate().map(|(at, c)| if at == 0 { c } else { '*' }).take(6).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_nobody, masked};

    #[test]
    fn a_person_is_told_from_an_office_and_a_machine() {
        for nobody in
            ["", " ", "示例镇人民政府", "党政办公室", "党政办", "Administrator", "Windows 用户", "WPS_1234567", "openpyxl", "12345"]
        {
            assert!(is_nobody(nobody), "{nobody}");
        }
        for person in ["张三", "欧阳某某", "Zhang San", "李建国"] {
            assert!(!is_nobody(person), "{person}");
        }
        assert_eq!(masked("张三丰"), "张**");
    }
}
